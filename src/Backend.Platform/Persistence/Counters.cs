using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace Backend.Platform.Persistence;

/// <summary>
/// Counters without gaps: the row is locked by the transaction that takes numbers, and a rolled-back transaction gives them
/// back. (A database sequence would skip numbers and hand them out in another order than they commit.)
/// </summary>
public static class Counters
{
    /// <summary>Takes numbers within the current transaction.</summary>
    /// <param name="db">The context, in a transaction.</param>
    /// <param name="workspaceId">The workspace that the counter belongs to.</param>
    /// <param name="name">The counter's name, such as <c>events</c>.</param>
    /// <param name="count">How many numbers to take.</param>
    /// <param name="cancellationToken">Ends the wait for the counter.</param>
    /// <returns>The last of the numbers taken; the first one ever is 1.</returns>
    public static async Task<long> TakeAsync(
        this BackendDbContext db, Guid workspaceId, string name, int count, CancellationToken cancellationToken)
    {
        if (db.Database.CurrentTransaction is null)
            throw new InvalidOperationException("A counter is taken within a transaction, or a failure would leave a gap.");
        if (!db.Database.IsSqlite())
            await db.GetService<CounterTurns>().EnterAsync(db.Turns, workspaceId, name, cancellationToken);
        // Not by an upsert at once: on PostgreSQL those who wait with one all wake at every commit, and one of them gets the row.
        var taken = await db.Database
            .SqlQuery<long>($"""
                UPDATE platform_counters SET value = value + {(long)count} WHERE workspace_id = {workspaceId} AND name = {name}
                RETURNING value AS "Value"
                """)
            .ToListAsync(cancellationToken);
        if (taken.Count > 0)
            return taken[0];
        taken = await db.Database
            .SqlQuery<long>($"""
                INSERT INTO platform_counters (workspace_id, name, value) VALUES ({workspaceId}, {name}, {(long)count})
                ON CONFLICT (workspace_id, name) DO UPDATE SET value = platform_counters.value + excluded.value
                RETURNING value AS "Value"
                """)
            .ToListAsync(cancellationToken);
        return taken[0];
    }
}

/// <summary>A row of <c>platform_counters</c>.</summary>
internal sealed class Counter
{
    public required Guid WorkspaceId { get; init; }

    public required string Name { get; init; }

    public long Value { get; init; }
}
