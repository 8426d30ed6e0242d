using Backend.GraphQL;
using Backend.Platform.Persistence;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Backend.Platform.Idempotency;

/// <summary>
/// Writes the row of a field that runs under a key, in the transaction of its effect. The row goes in first: whoever runs the
/// same field at the same time, on whichever node, waits at its primary key until this transaction ends, and then finds the
/// row (the effect has happened, and is told again) or does not (it has not, and is made). No lease and no clock decide it: a
/// process that is killed loses its transaction, and the row with it.
/// </summary>
internal sealed class MutationJournal(BackendDbContext db, IdempotencyScope scope, TimeProvider clock) : IMutationJournal
{
    private string? field;
    private string? result;

    public bool IsOpen => scope.Fingerprint is not null;

    public async Task<MutationEffect?> BeginAsync(string responseName, CancellationToken cancellationToken)
    {
        var (owner, name) = (scope.Owner, KeyOwner.FieldName(responseName));
        if (await TryInsertAsync(owner, name, cancellationToken))
        {
            (field, result) = (name, null);
            return null;
        }

        field = null;
        var earlier = await db.Set<IdempotencyRecord>().AsNoTracking().SingleAsync(
            record => record.WorkspaceId == owner.WorkspaceId && record.UserId == owner.UserId && record.Key == owner.Key && record.Field == name,
            cancellationToken);
        return earlier.Fingerprint.AsSpan().SequenceEqual(scope.Fingerprint)
            ? new MutationEffect(earlier.Result, earlier.SyncId is { } place ? new SyncId(place) : null)
            : throw new IdempotencyKeyReusedException();
    }

    public void Note(string? kept) => result = kept;

    /// <summary>Completes the row, when the field's place in the change feed is known; the commit follows.</summary>
    public async Task WriteAsync(SyncId? syncId, CancellationToken cancellationToken)
    {
        if (field is not { } name)
            return;
        field = null;
        var (owner, place) = (scope.Owner, syncId?.Value);
        await db.Set<IdempotencyRecord>()
            .Where(record => record.WorkspaceId == owner.WorkspaceId && record.UserId == owner.UserId && record.Key == owner.Key && record.Field == name)
            .ExecuteUpdateAsync(set => set.SetProperty(record => record.SyncId, place).SetProperty(record => record.Result, result), cancellationToken);
    }

    private async Task<bool> TryInsertAsync(KeyOwner owner, string name, CancellationToken cancellationToken)
    {
        var expiry = IdempotentOperations.Expiry(clock);
        // SQLite has one writer: nobody is met there. On PostgreSQL the wait for another node is bounded, and only this one.
        if (db.Database.IsSqlite())
        {
            return await db.Database.ExecuteSqlAsync($"""
                INSERT INTO platform_idempotency_keys (workspace_id, user_id, key, field, fingerprint, expires_at)
                VALUES ({owner.WorkspaceId}, {owner.UserId}, {owner.Key}, {name}, {scope.Fingerprint!}, {expiry})
                ON CONFLICT (workspace_id, user_id, key, field) DO NOTHING
                """, cancellationToken) > 0;
        }

        try
        {
            return await db.Database.ExecuteSqlAsync($"""
                SET LOCAL lock_timeout = '10s';
                INSERT INTO platform_idempotency_keys (workspace_id, user_id, key, field, fingerprint, expires_at)
                VALUES ({owner.WorkspaceId}, {owner.UserId}, {owner.Key}, {name}, {scope.Fingerprint!}, {expiry})
                ON CONFLICT (workspace_id, user_id, key, field) DO NOTHING;
                SET LOCAL lock_timeout = DEFAULT
                """, cancellationToken) > 0;
        }
        catch (PostgresException late) when (late.SqlState == PostgresErrorCodes.LockNotAvailable)
        {
            throw new IdempotencyInProgressException();
        }
    }
}
