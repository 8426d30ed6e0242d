using Backend.Platform.Jobs;
using Backend.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Backend.Modules.Identity.Sessions;

/// <summary>Deletes sessions a month after their end, and what providers said about sign-outs after a day.</summary>
internal sealed class SessionRetention(BackendDbContext db, TimeProvider clock) : IRecurringWork
{
    /// <summary>How many rows a statement deletes: others who write wait for no longer than that takes.</summary>
    public const int BatchSize = 500;

    private static readonly TimeSpan Kept = TimeSpan.FromDays(30);
    private static readonly TimeSpan Heard = TimeSpan.FromDays(1);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var (ended, heard) = (clock.GetUtcNow() - Kept, clock.GetUtcNow() - Heard);
        while (await DeleteAsync(
            db.Sessions.Where(session => session.ExpiresAt < ended).OrderBy(session => session.ExpiresAt), cancellationToken) == BatchSize)
        {
            // Each batch is a transaction of its own.
        }

        while (await DeleteAsync(
            db.HeardSignOuts.Where(message => message.HeardAt < heard).OrderBy(message => message.HeardAt), cancellationToken) == BatchSize)
        {
            // As above.
        }
    }

    private async Task<int> DeleteAsync<T>(IQueryable<T> rows, CancellationToken cancellationToken)
    {
        await using var write = await db.BeginWriteAsync(cancellationToken);
        var deleted = await rows.Take(BatchSize).ExecuteDeleteAsync(cancellationToken);
        await write.CommitAsync(cancellationToken);
        return deleted;
    }
}
