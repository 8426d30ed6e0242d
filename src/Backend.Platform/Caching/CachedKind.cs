using ZiggyCreatures.Caching.Fusion;

namespace Backend.Platform.Caching;

/// <summary>What is kept, and how: an entry of the cache's registry.</summary>
/// <param name="module">The module whose it is, such as <c>tracking</c>.</param>
/// <param name="name">What it is, such as <c>states</c>.</param>
public abstract class CachedKind(string module, string name)
{
    private FusionCacheEntryOptions? options;

    /// <summary>The name by which it is found in keys, figures and the documentation.</summary>
    public string FullName { get; } = $"{module}.{name}";

    /// <summary>After how long it is read anew though nothing has changed. Nothing is ever out of date because of it; it bounds what is kept for nothing.</summary>
    public TimeSpan Lifetime { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>Whether it is kept in Redis too, where there is one, so that a node need not read what another has read.</summary>
    public bool IsShared { get; init; }

    /// <summary>
    /// Whether what is past its lifetime is served where it cannot be read: it is of the version that holds, and so still right.
    /// False for what decides on rights.
    /// </summary>
    public bool ServesStale { get; init; } = true;

    /// <summary>How the cache keeps it.</summary>
    internal FusionCacheEntryOptions Options => options ??= CacheEntries.Options(this);

    /// <summary>Tells apart what versions of the server keep that know other members of it.</summary>
    internal abstract string Shape { get; }

    /// <summary>The key of something that is kept: the braces keep a workspace on one slot of a Redis cluster.</summary>
    internal string Key(Guid owner, Guid id, long version) => $"backend:{FullName}:{Shape}:{{{owner:N}}}:{id:N}:{version}";
}

/// <summary>What is kept, by its type.</summary>
/// <typeparam name="TValue">What is kept; shared by all requests, and so never changed.</typeparam>
/// <param name="module">The module whose it is.</param>
/// <param name="name">What it is.</param>
public sealed class CachedKind<TValue>(string module, string name) : CachedKind(module, name)
    where TValue : class
{
    internal override string Shape { get; } = CachedJson.ShapeOf(typeof(TValue));
}
