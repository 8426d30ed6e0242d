using Backend.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Backend.Platform.Caching;

/// <summary>
/// Counts the changes of what is kept. The number is part of the key, and every operation reads it together with who the caller
/// is: what was kept under an earlier number is not found any more, by any node, whether or not messages between them arrive.
/// </summary>
public sealed record CacheVersion
{
    /// <summary>The counter that holds it.</summary>
    internal const string CounterName = "cache";

    /// <summary>Stands for what no workspace owns.</summary>
    public static readonly Guid Everywhere = Guid.Empty;

    /// <summary>The workspace, or <see cref="Everywhere"/>.</summary>
    public Guid WorkspaceId { get; init; }

    /// <summary>The number; there is no row before the first change.</summary>
    public long Value { get; init; }

    /// <summary>All versions, to be joined with what else is asked.</summary>
    public static IQueryable<CacheVersion> In(BackendDbContext db) =>
        db.Counters.Where(counter => counter.Name == CounterName)
            .Select(counter => new CacheVersion { WorkspaceId = counter.WorkspaceId, Value = counter.Value });

    /// <summary>Counts what is about to be saved. Call it once changes are detected.</summary>
    internal static async Task CountAsync(BackendDbContext db, CancellationToken cancellationToken)
    {
        var owners = db.ChangeTracker.EntriesAsDetected<ICached>()
            .Where(entry => entry.State is EntityState.Modified or EntityState.Deleted || (entry.State == EntityState.Added && entry.Entity is WorkspaceEntity))
            .Select(entry => entry.Entity is WorkspaceEntity owned ? owned.WorkspaceId : Everywhere)
            .Distinct().Order();
        foreach (var owner in owners)
            db.CacheVersions[owner] = await db.TakeAsync(owner, CounterName, 1, cancellationToken);
    }
}

/// <summary>The versions that hold for an operation: as they were when it began, or after what it has itself committed.</summary>
/// <param name="Workspace">That of its workspace.</param>
/// <param name="Everywhere">That of what no workspace owns.</param>
public readonly record struct CacheVersions(long Workspace, long Everywhere);
