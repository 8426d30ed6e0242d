using Backend.Platform.Security;
using Microsoft.Extensions.Caching.Memory;

namespace Backend.Modules.Access.Policy;

/// <summary>
/// Keeps what people were granted, together with the access version at which it was read. An operation reads the version with
/// the person's role, in one statement, and uses only what is of that very version: what changed is never missed, on any node.
/// </summary>
internal sealed class AccessSnapshots : IDisposable
{
    private const int MaxEntries = 20_000;

    private readonly MemoryCache kept = new(new MemoryCacheOptions { SizeLimit = MaxEntries });

    public ViewerGrants? Find(Guid workspaceId, Guid userId, long version) =>
        kept.TryGetValue((workspaceId, userId), out Entry? entry) && entry!.Version == version ? entry.Grants : null;

    public void Keep(Guid workspaceId, Guid userId, long version, ViewerGrants grants) => kept.Set(
        (workspaceId, userId), new Entry(version, grants), new MemoryCacheEntryOptions { Size = 1, SlidingExpiration = TimeSpan.FromMinutes(30) });

    public void Dispose() => kept.Dispose();

    private sealed record Entry(long Version, ViewerGrants Grants);
}
