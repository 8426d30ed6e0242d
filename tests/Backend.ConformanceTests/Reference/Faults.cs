using Backend.GraphQL;

namespace Backend.ConformanceTests.Reference;

/// <summary>An exception whose message callers may see.</summary>
public sealed class CodedFault(string message) : Exception(message), ICodedException
{
    /// <inheritdoc />
    public string Code => "PLANTED";

    /// <inheritdoc />
    public IReadOnlyDictionary<string, object?> Extensions => new Dictionary<string, object?>(StringComparer.Ordinal) { ["number"] = 7, ["text"] = "é\"" };
}

/// <summary>A declared error of a mutation.</summary>
public sealed record DeclaredError(string Message, int Number) : IError
{
    /// <inheritdoc />
    public string Code => "DECLARED";

    /// <inheritdoc />
    public IReadOnlyList<string> Path => ["number"];

    /// <summary>Of which object type the union's member is.</summary>
    public static DeclaredError CreateErrorFrom(DeclaredFault fault) => new(fault.Message, fault.Number);
}

/// <summary>Another, which makes several errors of one exception.</summary>
public sealed record SeveralError(string Message) : IError
{
    /// <inheritdoc />
    public string Code => "SEVERAL";

    /// <inheritdoc />
    public IReadOnlyList<string> Path => [];

    /// <summary>Two for one.</summary>
    public static IEnumerable<IError> CreateErrorFrom(SeveralFault fault) => [new SeveralError(fault.Message), new DeclaredError("also", 2)];
}

/// <summary>Foreseen by a mutation.</summary>
public sealed class DeclaredFault(int number) : Exception("declared")
{
    /// <summary>Shown in the error.</summary>
    public int Number => number;
}

/// <summary>Foreseen by a mutation.</summary>
public sealed class SeveralFault() : Exception("several");

/// <summary>Fails for some numbers.</summary>
internal static class Faults
{
    /// <summary>A coded failure for one number in nine, an unforeseen one for another.</summary>
    public static T Sometimes<T>(int number, T value) => (number % 9) switch
    {
        2 => throw new CodedFault($"Planted at {number}."),
        4 => throw new InvalidOperationException("the password is 1234"),
        _ => value,
    };
}
