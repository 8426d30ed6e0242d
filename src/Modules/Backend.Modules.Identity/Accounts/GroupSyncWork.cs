using Backend.Platform.Jobs;
using Backend.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Backend.Modules.Identity.Accounts;

/// <summary>
/// Follows what is kept of people's groups once more: rules may have changed since, or a workspace or team that they name may
/// have come to be. Somebody who has left a group is seen at the next sign-in.
/// </summary>
internal sealed class GroupSyncWork(BackendDbContext db, GroupSync groups) : IRecurringWork
{
    private const int BatchSize = 50;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        Guid? last = null;
        while (true)
        {
            var people = await db.ExternalIdentities.Where(identity => identity.Groups != null && (last == null || identity.UserId > last))
                .Select(identity => identity.UserId).Distinct().OrderBy(id => id).Take(BatchSize).ToListAsync(cancellationToken);
            foreach (var userId in people)
                await FollowAsync(userId, cancellationToken);
            if (people.Count < BatchSize)
                return;
            last = people[^1];
        }
    }

    private async Task FollowAsync(Guid userId, CancellationToken cancellationToken)
    {
        db.ChangeTracker.Clear();
        await using var write = await db.BeginWriteAsync(cancellationToken);
        await groups.FollowAsync(userId, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await write.CommitAsync(cancellationToken);
    }
}
