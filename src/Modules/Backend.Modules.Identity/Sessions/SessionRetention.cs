using Backend.Platform.Jobs;
using Backend.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Backend.Modules.Identity.Sessions;

/// <summary>Deletes sessions a month after their end, and what providers said about sign-outs after a day.</summary>
internal sealed class SessionRetention(BackendDbContext db, TimeProvider clock) : IRecurringWork
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(30);
    private static readonly TimeSpan Heard = TimeSpan.FromDays(1);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var (ended, heard) = (clock.GetUtcNow() - Kept, clock.GetUtcNow() - Heard);
        await using var write = await db.BeginWriteAsync(cancellationToken);
        await db.Sessions.Where(session => session.ExpiresAt < ended).ExecuteDeleteAsync(cancellationToken);
        await db.HeardSignOuts.Where(message => message.HeardAt < heard).ExecuteDeleteAsync(cancellationToken);
        await write.CommitAsync(cancellationToken);
    }
}
