using Backend.Modules.Tracking.Issues;
using Backend.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Backend.Modules.Tracking.Upkeep;

/// <summary>Deletes for good what has been in the trash for thirty days, exactly as if somebody deleted it.</summary>
internal sealed class TrashPurge(BackendDbContext db, IssueRemoval removal, UpkeepBatches batches, TimeProvider clock) : IWorkspaceUpkeep
{
    /// <summary>The most issues that one transaction deletes.</summary>
    public const int BatchSize = 50;

    /// <summary>For how long issues in the trash can be restored.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var before = clock.GetUtcNow() - Kept;
        var purged = 0;
        while (await Due(before).AnyAsync(cancellationToken))
            purged += await batches.RunAsync("trash-purge", () => PurgeAsync(before, cancellationToken), cancellationToken);
        return purged;
    }

    private async Task<int> PurgeAsync(DateTimeOffset before, CancellationToken cancellationToken)
    {
        var due = await Due(before).OrderBy(issue => issue.TrashedAt).ThenBy(issue => issue.Id).Take(BatchSize).ToListAsync(cancellationToken);
        await removal.RemoveAsync(due, cancellationToken);
        return due.Count;
    }

    private IQueryable<Issue> Due(DateTimeOffset before) => db.Issues.Where(issue => issue.TrashedAt < before);
}
