using System.Text.Json;
using Backend.Platform.Events;
using Backend.Platform.Persistence;
using Backend.Platform.Telemetry;
using Microsoft.EntityFrameworkCore;

namespace Backend.Platform.Jobs;

/// <summary>
/// Turns changes of the log into jobs of their handlers. The jobs and the place that was reached are one transaction, so that
/// no change is left out and none makes two jobs, whichever node dies when.
/// </summary>
internal sealed class EventDispatcher(BackendDbContext db, IEnumerable<EventHandlerDefinition> handlers, TimeProvider clock)
{
    private const int BatchSize = 500;

    /// <summary>A handler that is new begins with what comes now, not with the whole past.</summary>
    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        if (!handlers.Any())
            return;
        await using var write = await db.BeginWriteAsync(cancellationToken);
        foreach (var handler in handlers)
        {
            if (await db.Set<EventPosition>().AnyAsync(position => position.Handler == handler.Name, cancellationToken))
                continue;
            foreach (var head in await HeadsAsync(cancellationToken))
                await LockAsync(head.WorkspaceId, handler.Name, head.Value, cancellationToken);
            // Marks that the handler was here, should there be no workspace yet.
            await LockAsync(Guid.Empty, handler.Name, 0, cancellationToken);
        }

        await write.CommitAsync(cancellationToken);
    }

    /// <summary>Goes through what is new.</summary>
    /// <returns>Whether there is more.</returns>
    public async Task<bool> DispatchAsync(CancellationToken cancellationToken)
    {
        var more = false;
        foreach (var handler in handlers)
        {
            var reached = await db.Set<EventPosition>().AsNoTracking().Where(position => position.Handler == handler.Name)
                .ToDictionaryAsync(position => position.WorkspaceId, position => position.Position, cancellationToken);
            foreach (var head in (await HeadsAsync(cancellationToken)).Where(head => head.Value > reached.GetValueOrDefault(head.WorkspaceId)))
                more |= await DispatchAsync(handler, head.WorkspaceId, cancellationToken);
        }

        return more;
    }

    private async Task<bool> DispatchAsync(EventHandlerDefinition handler, Guid workspaceId, CancellationToken cancellationToken)
    {
        await using var write = await db.BeginWriteAsync(cancellationToken);
        var position = await LockAsync(workspaceId, handler.Name, 0, cancellationToken);
        var changes = await db.PlatformEvents.AsNoTracking()
            .Where(change => change.WorkspaceId == workspaceId && change.Sequence > position)
            .OrderBy(change => change.Sequence)
            .Take(BatchSize)
            .ToListAsync(cancellationToken);
        if (changes.Count == 0)
            return false;
        var wanted = changes.Where(change => handler.Wants(change.Type)).ToArray();
        foreach (var together in handler.InRanges ? wanted.Chunk(BatchSize) : wanted.Chunk(1))
        {
            using var handingOver = PlatformTelemetry.StartHandOver(handler.Name, together[0].Type, together[0].TraceParent);
            db.Add(JobFor(handler, together));
        }

        await db.SaveChangesAsync(cancellationToken);
        var last = changes[^1].Sequence;
        await db.Set<EventPosition>().Where(row => row.WorkspaceId == workspaceId && row.Handler == handler.Name)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.Position, last), cancellationToken);
        await write.CommitAsync(cancellationToken);
        db.ChangeTracker.Clear();
        return changes.Count == BatchSize;
    }

    private Job JobFor(EventHandlerDefinition handler, PlatformEvent[] changes)
    {
        var now = clock.GetUtcNow();
        var (first, last) = (changes[0], changes[^1]);
        var session = new DataSession(first.WorkspaceId, ActorId: null, first.RequestId);
        var arguments = handler.InRanges
            ? JsonSerializer.Serialize(new EventRangeJob(first.Sequence, last.Sequence), JobJson.Options)
            : JsonSerializer.Serialize(new EventJob(first.Sequence), JobJson.Options);
        return Job.Create(
            session, first.WorkspaceId, Guid.CreateVersion7(now), handler.JobType, handler.Policy.Queue, arguments, now, now);
    }

    private Task<List<Counter>> HeadsAsync(CancellationToken cancellationToken) => db.Counters.AsNoTracking()
        .Where(counter => counter.Name == ChangeFeedWriter.CounterName)
        .ToListAsync(cancellationToken);

    // Creates the row where it is missing, and holds it until the transaction ends: nodes take turns.
    private async Task<long> LockAsync(Guid workspaceId, string handler, long first, CancellationToken cancellationToken)
    {
        var position = await db.Database
            .SqlQuery<long>($"""
                INSERT INTO platform_event_positions (workspace_id, handler, position) VALUES ({workspaceId}, {handler}, {first})
                ON CONFLICT (workspace_id, handler) DO UPDATE SET position = platform_event_positions.position
                RETURNING position AS "Value"
                """)
            .ToListAsync(cancellationToken);
        return position[0];
    }
}
