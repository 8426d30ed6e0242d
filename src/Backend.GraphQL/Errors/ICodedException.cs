namespace Backend.GraphQL;

/// <summary>
/// An exception whose message may be shown to the caller. Anything else is reported as <c>INTERNAL</c> with a reference id,
/// its details only in the log.
/// </summary>
public interface ICodedException
{
    /// <summary>The stable code, shown as <c>extensions.code</c>.</summary>
    string Code { get; }

    /// <summary>What else the caller may know, shown in <c>extensions</c>.</summary>
    IReadOnlyDictionary<string, object?> Extensions { get; }
}
