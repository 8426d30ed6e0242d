using GraphQL.Types;

namespace Backend.ConformanceTests.Random;

/// <summary>The variables of a document: some used once, some in several places.</summary>
internal sealed class VariablePool(System.Random random, ValueGenerator values)
{
    private readonly Dictionary<string, Variable> all = new(StringComparer.Ordinal);
    private readonly HashSet<string> used = new(StringComparer.Ordinal);

    /// <summary>Every variable made so far.</summary>
    public IReadOnlyDictionary<string, Variable> All => all;

    /// <summary>The variables used since this was asked last.</summary>
    public IReadOnlyList<string> TakeUsed()
    {
        string[] taken = [.. used];
        used.Clear();
        return taken;
    }

    /// <summary>A variable that may stand at a position, as it is written there.</summary>
    /// <param name="type">The position's type.</param>
    /// <param name="standIn">What the position takes in its place.</param>
    public string Use(IGraphType type, StandIn standIn)
    {
        var variable = all.Values.FirstOrDefault(known => known.Type == type.ToString() && random.Next(3) == 0) ?? Create(type, standIn);
        used.Add(variable.Name);
        return $"${variable.Name}";
    }

    private Variable Create(IGraphType type, StandIn standIn)
    {
        var strict = type as NonNullGraphType;
        var loose = strict?.ResolvedType ?? type;
        var variable = random.Next(4) switch
        {
            // Nullable where null would be refused: the variable's default, or the position's, stands in.
            0 when strict is not null => Make(loose, values.Constant(strict), Sent(standIn == StandIn.NeverNull ? strict : loose)),
            1 when strict is not null && standIn == StandIn.DefaultOfPosition => Make(loose, null, Sent(loose)),
            0 when strict is null => Make(new NonNullGraphType(loose), null, values.Json(new NonNullGraphType(loose))),
            1 when strict is null => Make(loose, values.Constant(loose), Sent(loose)),
            _ => Make(type, null, strict is null ? Sent(type) : values.Json(type)),
        };
        all.Add(variable.Name, variable);
        return variable;
    }

    private Variable Make(IGraphType type, string? @default, string? value) => new($"v{all.Count}", type.ToString()!, @default, value);

    // Left out, null or a value.
    private string? Sent(IGraphType type) => random.Next(3) == 0 ? null : values.Json(type);
}
