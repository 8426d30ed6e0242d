using Backend.GraphQL.Limits;
using GraphQL.Types;
using GraphQLParser;
using Microsoft.Extensions.Caching.Memory;

namespace Backend.GraphQL.Execution;

/// <summary>Keeps documents, with their plans, the most used ones within a bound on their text.</summary>
internal sealed class DocumentCache(ISchema schema, OperationGuard guard) : IDisposable
{
    // Characters of document text: a document, its tree and its plans take about fifty times that in bytes.
    private const long MaxCharacters = 4_000_000;

    private readonly MemoryCache cache = new(new MemoryCacheOptions { SizeLimit = MaxCharacters });

    /// <exception cref="GraphQLParser.Exceptions.GraphQLSyntaxErrorException">The text is not a document.</exception>
    /// <exception cref="LimitExceededException">The document is too large, or nests too deep.</exception>
    /// <exception cref="GraphQLParser.Exceptions.GraphQLMaxDepthExceededException">The text is nested too deep.</exception>
    public PreparedDocument GetOrParse(string text)
    {
        if (cache.TryGetValue(text, out PreparedDocument? known))
            return known!;
        guard.CheckText(text);
        var document = Parser.Parse(text, new ParserOptions { Ignore = IgnoreOptions.Comments, MaxDepth = guard.ParserDepth });
        guard.CheckDocument(document);
        var parsed = new PreparedDocument(schema, document, guard);
        return cache.Set(text, parsed, new MemoryCacheEntryOptions { Size = text.Length + 64, SlidingExpiration = TimeSpan.FromMinutes(30) });
    }

    public void Dispose() => cache.Dispose();
}
