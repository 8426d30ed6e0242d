using Backend.GraphQL;
using Backend.Platform.Persistence;
using Backend.Platform.Security;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace Backend.Platform.Events;

/// <summary>
/// Appends what the saved entities raised to the change feed. The counter is taken immediately before the rows are sent, so
/// that its lock lasts only as long as the commit, and sequences commit in order.
/// </summary>
internal static class ChangeFeedWriter
{
    /// <summary>The counter that gives sequences.</summary>
    public const string CounterName = "events";

    /// <summary>The counter that says up to where the log is purged.</summary>
    public const string HorizonName = "events-horizon";

    public static async Task AppendAsync(BackendDbContext db, CancellationToken cancellationToken)
    {
        db.ChangeTracker.DetectChanges();
        var now = db.GetService<TimeProvider>().GetUtcNow();
        var touched = db.ChangeTracker.Entries<WorkspaceEntity>()
            .Where(entry => entry.State is EntityState.Added or EntityState.Modified || entry.Entity.Raised.Count > 0)
            .ToArray();
        foreach (var entry in touched.Where(entry => entry.State != EntityState.Deleted))
        {
            entry.Entity.UpdatedAt = now;
            entry.Entity.Version++;
        }

        foreach (var workspaceId in touched.Where(entry => entry.Entity is IChangesAccess).Select(entry => entry.Entity.WorkspaceId).Distinct().Order())
            await db.TakeAsync(workspaceId, AccessVersion.CounterName, 1, cancellationToken);
        foreach (var workspace in touched.Select(entry => entry.Entity).GroupBy(entity => entity.WorkspaceId).OrderBy(group => group.Key))
            await AppendAsync(db, workspace.Key, workspace, now, cancellationToken);
    }

    private static async Task AppendAsync(
        BackendDbContext db, Guid workspaceId, IEnumerable<WorkspaceEntity> entities, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var raised = entities.SelectMany(entity => entity.Raised.Select(change => (entity, change))).ToArray();
        if (raised.Length == 0)
            return;
        var last = await db.TakeAsync(workspaceId, CounterName, raised.Length, cancellationToken);
        var sequence = last - raised.Length;
        foreach (var (entity, change) in raised)
        {
            sequence++;
            entity.SyncId = new SyncId(sequence);
            db.PlatformEvents.Add(new PlatformEvent
            {
                WorkspaceId = workspaceId,
                Sequence = sequence,
                Type = change.Type,
                Subject = change.Subject,
                Data = change.Data.ToJsonString(),
                Before = change.Before?.ToJsonString(),
                ActorId = db.Session.ActorId,
                RequestId = db.Session.RequestId,
                OccurredAt = now,
            });
        }

        foreach (var entity in raised.Select(pair => pair.entity).Distinct())
            entity.ClearRaised();
        db.Written[workspaceId] = new SyncId(last);
    }
}
