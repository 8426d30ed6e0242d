using Backend.Contracts.Workspaces;
using Backend.Modules.Tracking.Issues;
using Backend.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Backend.Modules.Tracking.Upkeep;

/// <summary>
/// Raises <c>issue.due_soon</c> and <c>issue.overdue</c> for open issues, from eight in the morning of their team, once per
/// issue, due date and kind. A later run finds what an earlier one did not come to.
/// </summary>
internal sealed class DueReminders(BackendDbContext db, ITeamDirectory teams, UpkeepBatches batches, TimeProvider clock) : IWorkspaceUpkeep
{
    /// <summary>The most issues that one transaction tells of.</summary>
    public const int BatchSize = 200;

    // Workers that were away for a while make up for it; nobody wants to hear of what has been overdue for years.
    private const int LatestDays = 7;

    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var told = 0;
        foreach (var zone in (await teams.ListAllAsync(cancellationToken)).GroupBy(team => team.Timezone, team => team.Id, StringComparer.Ordinal))
        {
            if (Morning.Today(clock.GetUtcNow(), zone.Key) is not { } today)
                continue;
            told += await TellAsync(DueKind.Soon, [.. zone], today, today.AddDays(1), cancellationToken);
            told += await TellAsync(DueKind.Overdue, [.. zone], today.AddDays(-LatestDays), today.AddDays(-1), cancellationToken);
        }

        return told;
    }

    private async Task<int> TellAsync(DueKind kind, Guid[] teamIds, DateOnly first, DateOnly last, CancellationToken cancellationToken)
    {
        var told = 0;
        while (await Due(kind, teamIds, first, last).AnyAsync(cancellationToken))
        {
            told += await batches.RunAsync(
                "due-reminders",
                async () =>
                {
                    var issues = await HoldAsync(kind, teamIds, first, last, cancellationToken);
                    db.AddRange(issues.Select(issue => DueNotice.Create(issue, kind, clock.GetUtcNow())));
                    return issues.Count;
                },
                cancellationToken);
        }

        return told;
    }

    // An update that changes nothing holds the rows: what is told of a due date is true when it is committed.
    private async Task<List<Issue>> HoldAsync(DueKind kind, Guid[] teamIds, DateOnly first, DateOnly last, CancellationToken cancellationToken)
    {
        var ids = await Due(kind, teamIds, first, last).OrderBy(issue => issue.Id).Take(BatchSize).Select(issue => issue.Id).ToListAsync(cancellationToken);
        await db.Issues.Where(issue => ids.Contains(issue.Id)).ExecuteUpdateAsync(set => set.SetProperty(issue => issue.DueDate, issue => issue.DueDate), cancellationToken);
        return await Due(kind, teamIds, first, last).AsNoTracking().Where(issue => ids.Contains(issue.Id)).ToListAsync(cancellationToken);
    }

    private IQueryable<Issue> Due(DueKind kind, Guid[] teamIds, DateOnly first, DateOnly last)
    {
        var notices = db.DueNotices;
        return db.Issues.Where(issue => issue.DueDate >= first && issue.DueDate <= last && teamIds.Contains(issue.TeamId)
            && issue.CompletedAt == null && issue.CanceledAt == null && issue.ArchivedAt == null && issue.TrashedAt == null
            && !notices.Any(notice => notice.IssueId == issue.Id && notice.DueDate == issue.DueDate && notice.Kind == kind));
    }
}
