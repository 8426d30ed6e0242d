using System.Globalization;
using Backend.Contracts.Tracking;
using Backend.Contracts.Workspaces;
using Backend.Modules.Tracking.Issues;
using Backend.Modules.Tracking.States;
using Backend.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Backend.Modules.Tracking.Demo;

/// <summary>
/// Fills the first demo team with as many issues as wanted, in batches that stay when the filling is stopped. They repeat the
/// demo's issues, each with a number, a date and people of its own.
/// </summary>
internal sealed class ManyIssues(BackendDbContext db, DemoSetting setting, ITeamDirectory teams, IssueNumbers numbers, TimeProvider clock) : IDemoVolume
{
    private const string Source = "seed-volume";
    private const string TeamKey = "ENG";
    private const int BatchSize = 500;

    public async Task FillAsync(int count, IProgress<int> progress, CancellationToken cancellationToken)
    {
        for (var there = 0; there < count;)
        {
            await using var write = await setting.EnterAsync(cancellationToken);
            var team = await teams.FindByKeyAsync(TeamKey, cancellationToken)
                ?? throw new InvalidOperationException($"The demo team '{TeamKey}' is not there: seed the demo first.");
            there = await db.Issues.CountAsync(cancellationToken);
            var size = Math.Min(BatchSize, count - there);
            if (size > 0)
                await AddAsync(team, there, size, cancellationToken);
            await write.CommitAsync(cancellationToken);
            db.ChangeTracker.Clear();
            progress.Report(there += Math.Max(size, 0));
        }
    }

    private async Task AddAsync(ITeam team, int first, int size, CancellationToken cancellationToken)
    {
        var workflow = await TeamWorkflow.LoadAsync(db, team.Id, cancellationToken);
        var maker = new DemoIssueFactory(team, workflow, setting.Labels, setting.People, setting.Names, Source, clock.GetUtcNow());
        var originals = DemoIssues.Make(team.Key, 120, DemoSetting.Handles, seed: first);
        var plan = Enumerable.Range(first, size).Select(number => Vary(originals[number % originals.Count], number)).ToList();
        await numbers.EnrollAsync(team, maker.Make(plan), cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
    }

    private static DemoIssue Vary(DemoIssue original, int number) => original with
    {
        ExternalId = number.ToString(CultureInfo.InvariantCulture),
        Title = string.Create(CultureInfo.InvariantCulture, $"{original.Title} ({number})"),
        Assignee = original.Assignee is null ? null : DemoSetting.Handles[number % DemoSetting.Handles.Length],
        CreatedAt = original.CreatedAt.AddMinutes(number % 10_007),
        Parent = null,
    };
}
