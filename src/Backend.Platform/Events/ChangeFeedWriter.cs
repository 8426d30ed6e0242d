using Backend.GraphQL;
using Backend.Platform.Audit;
using Backend.Platform.Caching;
using Backend.Platform.Persistence;
using Backend.Platform.Security;
using Backend.Platform.Telemetry;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace Backend.Platform.Events;

/// <summary>
/// Appends what the saved entities raised to the change feed, and all that to the audit log. The counters are taken immediately
/// before the rows are sent, so that their locks last only as long as the commit, and sequences commit in order.
/// </summary>
internal static class ChangeFeedWriter
{
    /// <summary>The counter that gives sequences.</summary>
    public const string CounterName = "events";

    /// <summary>The counter that says up to where the log is purged.</summary>
    public const string HorizonName = "events-horizon";

    public static async Task AppendAsync(BackendDbContext db, CancellationToken cancellationToken)
    {
        var now = db.GetService<TimeProvider>().GetUtcNow();
        // This looks for changes, once for all that follows.
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
        await CacheVersion.CountAsync(db, cancellationToken);
        var raised = touched.Select(entry => entry.Entity).Where(entity => entity.Raised.Count > 0).ToLookup(entity => entity.WorkspaceId);
        var records = db.Records.ToLookup(pending => pending.WorkspaceId, pending => pending.Record);
        foreach (var workspaceId in raised.Select(group => group.Key).Union(records.Select(group => group.Key)).Order())
            await AppendAsync(db, workspaceId, [.. raised[workspaceId]], [.. records[workspaceId]], now, cancellationToken);
        db.Records.Clear();
    }

    private static async Task AppendAsync(
        BackendDbContext db, Guid workspaceId, WorkspaceEntity[] entities, AuditRecord[] records, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var raised = entities.SelectMany(entity => entity.Raised.Select(change => (entity, change))).ToArray();
        var count = raised.Length + records.Length;
        var (last, head) = await AuditChain.TakeAsync(db, workspaceId, raised.Length, count, cancellationToken);
        var log = new AuditLink(db, workspaceId, head, count, now);
        var sequence = last - raised.Length;
        foreach (var (entity, change) in raised)
        {
            entity.SyncId = new SyncId(++sequence);
            var (before, data) = (change.Before?.ToJsonString(), change.Data.ToJsonString());
            db.PlatformEvents.Add(new PlatformEvent
            {
                WorkspaceId = workspaceId,
                Sequence = sequence,
                Type = change.Type,
                Subject = change.Subject,
                Data = data,
                Before = before,
                ActorId = db.Session.ActorId,
                RequestId = db.Session.RequestId,
                TraceParent = TraceParent.Current,
                OccurredAt = now,
            });
            log.Add(change.Type, change.Subject, before, data, sequence);
        }

        foreach (var record in records)
            log.Add(record.Action, record.TargetId, before: null, record.Details?.ToJsonString(), eventSequence: null);
        log.Close();
        foreach (var entity in entities)
            entity.ClearRaised();
        if (raised.Length > 0)
            db.Written[workspaceId] = new SyncId(last);
    }
}
