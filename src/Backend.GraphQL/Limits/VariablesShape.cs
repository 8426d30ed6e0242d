using System.Runtime.InteropServices;
using System.Text.Json;

namespace Backend.GraphQL.Limits;

/// <summary>Looks at the variables' JSON before it becomes objects.</summary>
internal static class VariablesShape
{
    /// <exception cref="LimitExceededException">The variables are too large, or nest too deep.</exception>
    public static void Check(JsonElement variables, GraphQLLimits limits)
    {
        if (JsonMarshal.GetRawUtf8Value(variables).Length > limits.VariablesBytes)
            throw TooLarge($"have more than {limits.VariablesBytes} bytes");
        var values = 0;
        Check(variables, 0, ref values, limits);
    }

    private static void Check(JsonElement value, int depth, ref int values, GraphQLLimits limits)
    {
        if (++values > limits.VariablesValues)
            throw TooLarge($"have more than {limits.VariablesValues} values");
        if (value.ValueKind is not (JsonValueKind.Array or JsonValueKind.Object))
            return;
        if (depth >= limits.VariablesNesting)
            throw TooLarge($"nest deeper than {limits.VariablesNesting} levels");
        if (value.ValueKind == JsonValueKind.Object)
        {
            foreach (var member in value.EnumerateObject())
                Check(member.Value, depth + 1, ref values, limits);
            return;
        }

        if (value.GetArrayLength() > limits.VariablesListLength)
            throw TooLarge($"have a list of more than {limits.VariablesListLength} entries");
        foreach (var item in value.EnumerateArray())
            Check(item, depth + 1, ref values, limits);
    }

    private static LimitExceededException TooLarge(string how) => new(ErrorCodes.VariablesTooLarge, $"The variables {how}.");
}
