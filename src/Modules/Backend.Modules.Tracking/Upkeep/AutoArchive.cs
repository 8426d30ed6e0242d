using Backend.Contracts.Workspaces;
using Backend.Modules.Tracking.Issues;
using Backend.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Backend.Modules.Tracking.Upkeep;

/// <summary>
/// Archives the issues of teams that want so, once they have been completed or canceled for as many days as the team says. A
/// family stays together: as long as a part, or what an issue is a part of, is still open, or not closed for as long, all stay.
/// </summary>
internal sealed class AutoArchive(
    BackendDbContext db, ITeamDirectory teams, ClosedFamilies families, UpkeepBatches batches, TimeProvider clock) : IWorkspaceUpkeep
{
    /// <summary>How many issues one transaction looks at.</summary>
    public const int BatchSize = 200;

    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var archived = 0;
        foreach (var team in await teams.ListAllAsync(cancellationToken))
        {
            if (team.AutoArchiveAfterDays is { } days)
                archived += await RunAsync(team.Id, clock.GetUtcNow().AddDays(-days), cancellationToken);
        }

        return archived;
    }

    private async Task<int> RunAsync(Guid teamId, DateTimeOffset before, CancellationToken cancellationToken)
    {
        // Those whose families must stay are passed by, by the number that they have in the team.
        var (archived, after) = (0, 0);
        while (await Due(teamId, before).AnyAsync(issue => issue.Number > after, cancellationToken))
        {
            var from = after;
            (var count, after) = await batches.RunAsync("auto-archive", () => ArchiveAsync(teamId, before, from, cancellationToken), cancellationToken);
            archived += count;
        }

        return archived;
    }

    private async Task<(int Count, int Last)> ArchiveAsync(Guid teamId, DateTimeOffset before, int after, CancellationToken cancellationToken)
    {
        var page = await Due(teamId, before).Where(issue => issue.Number > after).OrderBy(issue => issue.Number).Take(BatchSize).ToListAsync(cancellationToken);
        var closed = await families.FilterAsync(page, before, cancellationToken);
        var now = clock.GetUtcNow();
        foreach (var issue in closed)
        {
            issue.Archive(now);
            issue.Record(IssueChangeAction.Archived, actorId: null, now);
        }

        return (closed.Count, page.Count == 0 ? int.MaxValue : page[^1].Number);
    }

    private IQueryable<Issue> Due(Guid teamId, DateTimeOffset before) => db.Issues.Where(issue => issue.TeamId == teamId
        && issue.ArchivedAt == null && issue.TrashedAt == null && (issue.CompletedAt < before || issue.CanceledAt < before)
        && (issue.UnarchivedAt == null || issue.UnarchivedAt < before));
}
