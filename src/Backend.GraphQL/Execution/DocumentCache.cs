using Backend.GraphQL.Limits;
using GraphQLParser;
using GraphQLParser.AST;
using Microsoft.Extensions.Caching.Memory;

namespace Backend.GraphQL.Execution;

/// <summary>A parsed document.</summary>
/// <param name="document">The document.</param>
internal sealed class CachedDocument(GraphQLDocument document)
{
    public GraphQLDocument Document { get; } = document;

    /// <summary>
    /// Whether the document is known to be valid. Its variables are coerced on every execution all the same, and rules that
    /// depend on them must run then too.
    /// </summary>
    public bool IsValid { get; set; }
}

/// <summary>Keeps parsed documents, the most used ones within a bound on their text.</summary>
/// <param name="guard">What documents are held to.</param>
internal sealed class DocumentCache(OperationGuard guard) : IDisposable
{
    // Characters of document text: a document and its tree take about ten times that in bytes.
    private const long MaxCharacters = 4_000_000;

    private readonly MemoryCache cache = new(new MemoryCacheOptions { SizeLimit = MaxCharacters });

    /// <exception cref="GraphQLParser.Exceptions.GraphQLSyntaxErrorException">The text is not a document.</exception>
    /// <exception cref="LimitExceededException">The document is too large, or nests too deep.</exception>
    public CachedDocument GetOrParse(string text)
    {
        if (cache.TryGetValue(text, out CachedDocument? known))
            return known!;
        guard.CheckText(text);
        var document = Parser.Parse(text, new ParserOptions { Ignore = IgnoreOptions.Comments, MaxDepth = guard.ParserDepth });
        guard.CheckDocument(document);
        var parsed = new CachedDocument(document);
        return cache.Set(text, parsed, new MemoryCacheEntryOptions { Size = text.Length + 64, SlidingExpiration = TimeSpan.FromMinutes(30) });
    }

    public void Dispose() => cache.Dispose();
}
