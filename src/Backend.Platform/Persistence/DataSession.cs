using Backend.Platform.Caching;

namespace Backend.Platform.Persistence;

/// <summary>For whom a <see cref="BackendDbContext"/> works.</summary>
/// <param name="WorkspaceId">The workspace whose rows it sees; null sees none.</param>
/// <param name="ActorId">The user to whom changes are ascribed; null for the system.</param>
/// <param name="RequestId">The request to which changes are ascribed.</param>
public sealed record DataSession(Guid? WorkspaceId, Guid? ActorId, string? RequestId)
{
    /// <summary>The token by which the user came, which may do less than its owner; null for one who came otherwise.</summary>
    public Guid? TokenId { get; init; }

    /// <summary>The versions of what may be taken from the cache; null where everything is read.</summary>
    public CacheVersions? CacheVersions { get; init; }

    /// <summary>The workspace's access version when the session was found; null where nobody looked.</summary>
    public long? AccessVersion { get; init; }

    /// <summary>Nobody: sees no workspace's rows.</summary>
    public static DataSession None { get; } = new(null, null, null);
}
