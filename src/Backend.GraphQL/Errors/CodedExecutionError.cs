using GraphQL;

namespace Backend.GraphQL;

/// <summary>An error of the response with its stable code.</summary>
internal sealed class CodedExecutionError : ExecutionError
{
    public CodedExecutionError(string code, string message, IReadOnlyDictionary<string, object?>? details = null) : base(message)
    {
        Code = code;
        Details = details ?? new Dictionary<string, object?>(StringComparer.Ordinal);
    }

    public IReadOnlyDictionary<string, object?> Details { get; }
}
