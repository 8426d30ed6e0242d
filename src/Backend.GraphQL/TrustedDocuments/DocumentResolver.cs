using System.Collections.Frozen;
using Microsoft.Extensions.Options;

namespace Backend.GraphQL.TrustedDocuments;

/// <summary>Finds the text of the document that a request names or sends.</summary>
internal sealed class DocumentResolver
{
    private const string Algorithm = "sha256:";

    private readonly FrozenDictionary<string, string> trusted;
    private readonly FrozenSet<string> trustedTexts;
    private readonly PersistedQueries persisted;
    private readonly int maxCharacters;
    private readonly bool onlyTrusted;
    private readonly bool keepsQueries;
    private readonly bool knowsTrusted;

    public DocumentResolver(
        IEnumerable<TrustedDocument> documents, PersistedQueries persisted, IOptions<TrustedDocumentsOptions> options, IOptions<GraphQLLimits> limits)
    {
        this.persisted = persisted;
        maxCharacters = limits.Value.DocumentBytes;
        knowsTrusted = options.Value.Mode != TrustedDocumentsMode.Off;
        onlyTrusted = options.Value.Mode == TrustedDocumentsMode.Only;
        keepsQueries = options.Value.AutomaticPersistedQueries && !onlyTrusted;
        trusted = (knowsTrusted ? documents : []).DistinctBy(document => document.Hash, StringComparer.Ordinal)
            .ToFrozenDictionary(document => document.Hash, document => document.Text, StringComparer.Ordinal);
        trustedTexts = trusted.Values.ToFrozenSet(StringComparer.Ordinal);
    }

    /// <exception cref="PersistedDocumentException">There is no such document, or it may not run.</exception>
    public string Resolve(OperationRequest request)
    {
        if (request.DocumentId is { } id)
            return ById(id);
        if (request.PersistedQueryHash is { } hash)
            return ByHash(hash.ToLowerInvariant(), request.Query);
        if (request.Query is not { } text)
            throw PersistedDocumentException.NotFound();
        return onlyTrusted && !trustedTexts.Contains(text) ? throw PersistedDocumentException.Untrusted() : text;
    }

    private string ById(string id)
    {
        if (!knowsTrusted)
            throw PersistedDocumentException.NotSupported();
        var hash = id.StartsWith(Algorithm, StringComparison.Ordinal) ? id[Algorithm.Length..] : id;
        return trusted.GetValueOrDefault(hash.ToLowerInvariant()) ?? throw PersistedDocumentException.NotFound();
    }

    private string ByHash(string hash, string? text)
    {
        if (trusted.TryGetValue(hash, out var known))
            return text is null || text == known ? known : throw PersistedDocumentException.Mismatch();
        if (text is null)
            return !keepsQueries ? throw PersistedDocumentException.NotSupported() : persisted.Find(hash) ?? throw PersistedDocumentException.NotFound();
        if (onlyTrusted)
            throw PersistedDocumentException.Untrusted();
        // What is too large is refused later, whatever its hash.
        if (text.Length > maxCharacters)
            return text;
        if (TrustedDocument.HashOf(text) != hash)
            throw PersistedDocumentException.Mismatch();
        if (keepsQueries)
            persisted.Keep(hash, text);
        return text;
    }
}
