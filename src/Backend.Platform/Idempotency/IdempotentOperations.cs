using Backend.GraphQL;
using Backend.Platform.Persistence;
using Backend.Platform.Security;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Backend.Platform.Idempotency;

/// <summary>
/// Keys belong to a user in a workspace, for 24 hours. The answer is kept after the effects are committed, and only to be the
/// same byte for byte; that nothing is done twice rests on the fields' rows (<see cref="MutationJournal"/>).
/// </summary>
internal sealed partial class IdempotentOperations(
    BackendDbContext db, Viewer viewer, IdempotencyScope scope, IdempotencyTurns turns, IdempotencyPurge purge, TimeProvider clock,
    ILogger<IdempotentOperations> logger) : IIdempotentOperations
{
    // A larger one is made anew from what the fields' rows say.
    private const int MaxAnswerBytes = 1024 * 1024;

    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);

    /// <summary>When a key that is used now may be used anew.</summary>
    public static long Expiry(TimeProvider clock) => (clock.GetUtcNow() + Lifetime).ToUnixTimeSeconds();

    public async Task<IIdempotentTurn?> BeginAsync(string key, ReadOnlyMemory<byte> fingerprint, CancellationToken cancellationToken)
    {
        // Whoever is not signed in is refused in a moment.
        if (viewer.UserId is not { } userId)
            return null;
        var owner = new KeyOwner(viewer.WorkspaceId ?? Guid.Empty, userId, key);
        var turn = await turns.EnterAsync(owner, cancellationToken);
        try
        {
            var own = fingerprint.ToArray();
            var answer = await FindAsync(owner, own, cancellationToken);
            scope.Open(owner, own);
            return new Turn(this, owner, own, turn) { Answer = answer };
        }
        catch
        {
            turn.Dispose();
            throw;
        }
    }

    private async Task<ReadOnlyMemory<byte>?> FindAsync(KeyOwner owner, byte[] fingerprint, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow().ToUnixTimeSeconds();
        var known = await Of(owner).AsNoTracking().Select(record => new { record.Field, record.Fingerprint, record.Answer, record.ExpiresAt })
            .ToListAsync(cancellationToken);
        if (known.Count > 0 && known.All(record => record.ExpiresAt <= now))
        {
            await using var write = await db.BeginWriteAsync(cancellationToken);
            await Of(owner).Where(record => record.ExpiresAt <= now).ExecuteDeleteAsync(cancellationToken);
            await write.CommitAsync(cancellationToken);
            return null;
        }

        if (known.Any(record => !record.Fingerprint.AsSpan().SequenceEqual(fingerprint)))
            throw new IdempotencyKeyReusedException();
        return known.Find(record => record.Field.Length == 0)?.Answer is { } answer ? answer : (ReadOnlyMemory<byte>?)null;
    }

    private async Task<ReadOnlyMemory<byte>> KeepAsync(KeyOwner owner, byte[] fingerprint, ReadOnlyMemory<byte> answer, CancellationToken cancellationToken)
    {
        if (answer.Length > MaxAnswerBytes)
            return answer;
        try
        {
            int inserted;
            await using (var write = await db.BeginWriteAsync(cancellationToken))
            {
                inserted = await db.Database.ExecuteSqlAsync($"""
                    INSERT INTO platform_idempotency_keys (workspace_id, user_id, key, field, fingerprint, answer, expires_at)
                    VALUES ({owner.WorkspaceId}, {owner.UserId}, {owner.Key}, {string.Empty}, {fingerprint}, {answer.ToArray()}, {Expiry(clock)})
                    ON CONFLICT (workspace_id, user_id, key, field) DO NOTHING
                    """, cancellationToken);
                await purge.RunSometimesAsync(db, owner.WorkspaceId, cancellationToken);
                await write.CommitAsync(cancellationToken);
            }

            // Another node was faster to answer the same request: its answer is the one that counts.
            return inserted > 0 ? answer
                : await Of(owner).AsNoTracking().Where(record => record.Field == "").Select(record => record.Answer).SingleOrDefaultAsync(cancellationToken) ?? answer;
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            // What was asked is done and on record. The caller gets the answer; a repeat is given one that is made anew.
            LogNotKept(logger, error);
            return answer;
        }
    }

    private IQueryable<IdempotencyRecord> Of(KeyOwner owner)
    {
        var (workspaceId, userId, key) = (owner.WorkspaceId, owner.UserId, owner.Key);
        return db.Set<IdempotencyRecord>().Where(record => record.WorkspaceId == workspaceId && record.UserId == userId && record.Key == key);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "An answer could not be kept under its idempotency key")]
    private static partial void LogNotKept(ILogger logger, Exception error);

    private sealed class Turn(IdempotentOperations operations, KeyOwner owner, byte[] fingerprint, IDisposable turn) : IIdempotentTurn
    {
        public required ReadOnlyMemory<byte>? Answer { get; init; }

        public Task<ReadOnlyMemory<byte>> KeepAsync(ReadOnlyMemory<byte> answer, CancellationToken cancellationToken) =>
            operations.KeepAsync(owner, fingerprint, answer, cancellationToken);

        public void Dispose() => turn.Dispose();
    }
}
