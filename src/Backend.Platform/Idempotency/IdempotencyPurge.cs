using Backend.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Backend.Platform.Idempotency;

/// <summary>Deletes keys whose time is over, a bounded number at a time.</summary>
public sealed class IdempotencyPurge(TimeProvider clock)
{
    /// <summary>The most rows that one statement deletes.</summary>
    public const int BatchSize = 500;

    // As many rows go at a time as come in between, several times over.
    private const int Interval = 100;

    private int answers;

    /// <summary>Purges a workspace with every hundredth answer of this node, within the transaction that keeps the answer.</summary>
    internal Task RunSometimesAsync(BackendDbContext db, Guid workspaceId, CancellationToken cancellationToken) =>
        Interlocked.Increment(ref answers) % Interval == 0 ? RunAsync(db, workspaceId, cancellationToken) : Task.CompletedTask;

    /// <summary>Purges all workspaces, batch by batch.</summary>
    /// <returns>How many rows went.</returns>
    public async Task<int> RunAsync(BackendDbContext db, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow().ToUnixTimeSeconds();
        var due = await db.Set<IdempotencyRecord>().Where(record => record.ExpiresAt <= now).Select(record => record.WorkspaceId).Distinct()
            .ToListAsync(cancellationToken);
        var purged = 0;
        foreach (var workspaceId in due)
        {
            int count;
            do
            {
                await using var write = await db.BeginWriteAsync(cancellationToken);
                count = await RunAsync(db, workspaceId, cancellationToken);
                await write.CommitAsync(cancellationToken);
                purged += count;
            }
            while (count == BatchSize);
        }

        return purged;
    }

    /// <summary>Purges a workspace, within the caller's transaction.</summary>
    /// <returns>How many rows went; fewer than <see cref="BatchSize"/> were the last.</returns>
    public Task<int> RunAsync(BackendDbContext db, Guid workspaceId, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow().ToUnixTimeSeconds();
        return db.Database.ExecuteSqlAsync($"""
            DELETE FROM platform_idempotency_keys
            WHERE workspace_id = {workspaceId} AND (user_id, key, field) IN (
                SELECT user_id, key, field FROM platform_idempotency_keys
                WHERE workspace_id = {workspaceId} AND expires_at <= {now}
                ORDER BY expires_at LIMIT {BatchSize})
            """, cancellationToken);
    }
}
