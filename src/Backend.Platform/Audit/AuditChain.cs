using Backend.Platform.Events;
using Backend.Platform.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace Backend.Platform.Audit;

/// <summary>Takes places in a workspace's change feed and at the end of its audit log, both held until the transaction ends.</summary>
internal static class AuditChain
{
    /// <summary>
    /// Takes them, always the feed first, even where nothing of it is needed: whoever had the end of the log alone, and needed
    /// the feed later in the same transaction, would wait for somebody who waits for it. On PostgreSQL with one statement, so
    /// that the turn is as short as before.
    /// </summary>
    /// <param name="db">The context, in a transaction.</param>
    /// <param name="workspaceId">The workspace.</param>
    /// <param name="events">How many places of the change feed.</param>
    /// <param name="entries">How many places of the log.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static async Task<AuditPlaces> TakeAsync(BackendDbContext db, Guid workspaceId, int events, int entries, CancellationToken cancellationToken)
    {
        if (db.Database.IsSqlite())
            return new AuditPlaces(await db.TakeAsync(workspaceId, ChangeFeedWriter.CounterName, events, cancellationToken), await ExtendAsync(db, workspaceId, entries, cancellationToken));
        await db.GetService<CounterTurns>().EnterAsync(db.Turns, workspaceId, ChangeFeedWriter.CounterName, cancellationToken);
        var taken = await db.Database
            .SqlQuery<BothPlaces>($"""
                WITH taken AS (
                    UPDATE platform_counters SET value = value + {(long)events}
                    WHERE workspace_id = {workspaceId} AND name = {ChangeFeedWriter.CounterName} RETURNING value),
                head AS (
                    UPDATE platform_audit_heads AS end_of_log SET sequence = end_of_log.sequence + {(long)entries} FROM taken
                    WHERE end_of_log.workspace_id = {workspaceId} RETURNING end_of_log.sequence, end_of_log.hash)
                SELECT taken.value AS last_event, head.sequence, head.hash FROM taken LEFT JOIN head ON true
                """)
            .ToListAsync(cancellationToken);
        if (taken is not [var both])
            return new AuditPlaces(await db.TakeAsync(workspaceId, ChangeFeedWriter.CounterName, events, cancellationToken), await ExtendAsync(db, workspaceId, entries, cancellationToken));
        return new AuditPlaces(
            both.LastEvent,
            both is { Sequence: { } sequence, Hash: { } hash } ? new AuditPlace(sequence, hash) : await ExtendAsync(db, workspaceId, entries, cancellationToken));
    }

    // The hash is still that of the entry before: the new one is saved along with the entries.
    private static async Task<AuditPlace> ExtendAsync(BackendDbContext db, Guid workspaceId, int entries, CancellationToken cancellationToken)
    {
        var taken = await db.Database
            .SqlQuery<AuditPlace>($"""
                UPDATE platform_audit_heads SET sequence = sequence + {(long)entries} WHERE workspace_id = {workspaceId} RETURNING sequence, hash
                """)
            .ToListAsync(cancellationToken);
        if (taken.Count == 0)
        {
            taken = await db.Database
                .SqlQuery<AuditPlace>($"""
                    INSERT INTO platform_audit_heads (workspace_id, sequence, hash) VALUES ({workspaceId}, {(long)entries}, {AuditHash.Genesis})
                    ON CONFLICT (workspace_id) DO UPDATE SET sequence = platform_audit_heads.sequence + excluded.sequence
                    RETURNING sequence, hash
                    """)
                .ToListAsync(cancellationToken);
        }

        return taken[0];
    }

    private sealed record BothPlaces(long LastEvent, long? Sequence, byte[]? Hash);
}

/// <summary>The last place of the change feed that was taken, and the end of the log.</summary>
internal readonly record struct AuditPlaces(long LastEvent, AuditPlace Head);

/// <summary>A place of the log and the hash there.</summary>
internal sealed record AuditPlace(long Sequence, byte[] Hash);
