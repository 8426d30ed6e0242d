using Microsoft.Extensions.Caching.Memory;

namespace Backend.GraphQL.TrustedDocuments;

/// <summary>The documents that clients had kept by their hash: the most used within a bound on their text, by this node.</summary>
internal sealed class PersistedQueries : IDisposable
{
    private const long MaxCharacters = 4_000_000;

    private readonly MemoryCache texts = new(new MemoryCacheOptions { SizeLimit = MaxCharacters });

    public string? Find(string hash) => texts.Get<string>(hash);

    public void Keep(string hash, string text) =>
        texts.Set(hash, text, new MemoryCacheEntryOptions { Size = text.Length + 64, SlidingExpiration = TimeSpan.FromHours(24) });

    public void Dispose() => texts.Dispose();
}
