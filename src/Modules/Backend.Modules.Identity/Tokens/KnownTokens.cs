using System.Collections.Concurrent;
using Backend.Contracts.Identity;
using Microsoft.Extensions.Caching.Memory;

namespace Backend.Modules.Identity.Tokens;

/// <summary>
/// Remembers for a short time which tokens there are, so that a request costs no more statements with one than without:
/// whether it is still good, the statement that finds the viewer says each time. Refused ones are not kept.
/// </summary>
internal sealed class KnownTokens : IDisposable
{
    private const int MaxTokens = 10_000;

    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(30);

    private readonly MemoryCache byHash = new(new MemoryCacheOptions { SizeLimit = MaxTokens });
    private readonly ConcurrentDictionary<Guid, string> hashes = new();

    public KnownToken? Find(string hash) => byHash.Get<KnownToken>(hash);

    public void Add(string hash, KnownToken token)
    {
        hashes[token.Name.Id] = hash;
        using var entry = byHash.CreateEntry(hash);
        entry.SetValue(token).SetSize(1).SetAbsoluteExpiration(Lifetime)
            .RegisterPostEvictionCallback((_, _, _, _) => hashes.TryRemove(token.Name.Id, out _));
    }

    public void Forget(Guid id)
    {
        if (hashes.TryRemove(id, out var hash))
            byHash.Remove(hash);
    }

    public void Dispose() => byHash.Dispose();
}

/// <summary>A token that there is.</summary>
internal sealed record KnownToken(OwnToken Name, DateTimeOffset? ExpiresAt);
