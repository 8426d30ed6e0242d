using System.Text;
using GraphQL;

namespace Backend.GraphQL.Execution;

/// <summary>Writes errors, and makes the results of requests that are refused.</summary>
internal sealed class ErrorWriter(IGraphQLTextSerializer serializer, ErrorTranslator translator)
{
    public RefusedResult Refuse(Exception error) => Refuse(error as ExecutionError ?? translator.Translate(error));

    public RefusedResult Refuse(ExecutionError error) => Refuse([error]);

    public RefusedResult Refuse(IEnumerable<ExecutionError> errors)
    {
        var all = new ExecutionErrors();
        all.AddRange(errors);
        return new RefusedResult(Write(all), Codes(all));
    }

    /// <summary>The errors as a JSON list.</summary>
    public byte[] Write(ExecutionErrors errors) => Encoding.UTF8.GetBytes(serializer.Serialize(errors));

    public static IReadOnlyList<string> Codes(ExecutionErrors errors) => [.. errors.Select(ErrorTranslator.Code)];
}
