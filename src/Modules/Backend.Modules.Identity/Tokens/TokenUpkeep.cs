using Backend.Platform.Jobs;
using Backend.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Backend.Modules.Identity.Tokens;

/// <summary>
/// Deletes tokens 90 days after they ended or were revoked: until then their owner sees what they were; and networks from which
/// tokens were not used for 180 days.
/// </summary>
internal sealed class TokenRetention(BackendDbContext db, TimeProvider clock) : IRecurringWork
{
    public static readonly TimeSpan Kept = TimeSpan.FromDays(90);

    private static readonly TimeSpan Known = TimeSpan.FromDays(180);

    private const int BatchSize = 500;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var (before, unseen) = (clock.GetUtcNow() - Kept, clock.GetUtcNow() - Known);
        var tokens = db.PersonalTokens.IgnoreQueryFilters().Where(token => token.ExpiresAt < before || token.RevokedAt < before)
            .OrderBy(token => token.WorkspaceId).ThenBy(token => token.Id).Take(BatchSize);
        var networks = db.KnownNetworks.Where(known => known.LastSeenAt < unseen).OrderBy(known => known.SubjectId).ThenBy(known => known.NetworkHash).Take(BatchSize);
        while (await DeleteAsync(tokens, cancellationToken) == BatchSize || await DeleteAsync(networks, cancellationToken) == BatchSize)
        {
            // Each batch is a transaction of its own.
        }
    }

    private async Task<int> DeleteAsync<T>(IQueryable<T> batch, CancellationToken cancellationToken)
    {
        await using var write = await db.BeginWriteAsync(cancellationToken);
        var deleted = await batch.ExecuteDeleteAsync(cancellationToken);
        await write.CommitAsync(cancellationToken);
        return deleted;
    }
}

/// <summary>Says in the log, once, that a token ends within a week. Who is told, and how, is for those who follow the log.</summary>
internal sealed class TokenExpiryNotices(BackendDbContext db, TimeProvider clock) : IRecurringWork
{
    public static readonly TimeSpan Ahead = TimeSpan.FromDays(7);

    private const int BatchSize = 100;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (await RunBatchAsync(cancellationToken) == BatchSize)
            db.ChangeTracker.Clear();
    }

    private async Task<int> RunBatchAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var until = now + Ahead;
        await using var write = await db.BeginWriteAsync(cancellationToken);
        // Of one workspace after the other, as all who take its counters do.
        var due = await db.PersonalTokens.IgnoreQueryFilters()
            .Where(token => token.ExpiresAt > now && token.ExpiresAt <= until && token.RevokedAt == null && token.NoticedAt == null)
            .OrderBy(token => token.WorkspaceId).ThenBy(token => token.Id).Take(BatchSize).ToListAsync(cancellationToken);
        foreach (var token in due)
            token.NoticeExpiry(now);
        await db.SaveChangesAsync(cancellationToken);
        await write.CommitAsync(cancellationToken);
        return due.Count;
    }
}
