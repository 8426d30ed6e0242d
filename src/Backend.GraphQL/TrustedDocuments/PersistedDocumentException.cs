namespace Backend.GraphQL.TrustedDocuments;

/// <summary>The document that a request names, or sends, does not run here.</summary>
internal sealed class PersistedDocumentException(string code, string message) : Exception(message), ICodedException
{
    public string Code { get; } = code;

    public IReadOnlyDictionary<string, object?> Extensions => new Dictionary<string, object?>(StringComparer.Ordinal);

    // Clients of Apollo know these two by their messages.
    public static PersistedDocumentException NotFound() => new(ErrorCodes.PersistedQueryNotFound, "PersistedQueryNotFound");

    public static PersistedDocumentException NotSupported() => new(ErrorCodes.PersistedQueryNotSupported, "PersistedQueryNotSupported");

    public static PersistedDocumentException Mismatch() => new(ErrorCodes.BadRequest, "provided sha does not match query");

    public static PersistedDocumentException Untrusted() =>
        new(ErrorCodes.TrustedDocumentRequired, "Only trusted documents run here. Name one by its 'documentId'.");
}
