using Backend.Platform.Security;
using Microsoft.Extensions.Caching.Memory;

namespace Backend.Modules.Access.Policy;

/// <summary>
/// Keeps what people, or the tokens that they call with, were granted, together with the access version at which it was read. An operation reads the version with
/// the person's role, in one statement, and uses only what is of that very version: what changed is never missed, on any node.
/// </summary>
internal sealed class AccessSnapshots : IDisposable
{
    private const int MaxEntries = 20_000;

    private readonly MemoryCache kept = new(new MemoryCacheOptions { SizeLimit = MaxEntries });

    public ViewerGrants? Find(Guid workspaceId, Guid callerId, long version) =>
        kept.TryGetValue((workspaceId, callerId), out Entry? entry) && entry!.Version == version ? entry.Grants : null;

    public void Keep(Guid workspaceId, Guid callerId, long version, ViewerGrants grants) => kept.Set(
        (workspaceId, callerId), new Entry(version, grants), new MemoryCacheEntryOptions { Size = 1, SlidingExpiration = TimeSpan.FromMinutes(30) });

    public void Dispose() => kept.Dispose();

    private sealed record Entry(long Version, ViewerGrants Grants);
}
