using Backend.Contracts.Workspaces;
using Backend.Modules.Tracking.Issues;
using Backend.Modules.Tracking.States;
using Backend.Platform.Persistence;
using Backend.Platform.Seeding;
using Microsoft.EntityFrameworkCore;

namespace Backend.Modules.Tracking.Demo;

/// <summary>Brings the demo's labels and issues. A team that has demo issues already is left as its people made it.</summary>
internal sealed class DemoIssuesSeed(BackendDbContext db, DemoSetting setting, ITeamDirectory teams, IssueNumbers numbers, TimeProvider clock) : ISeedStep
{
    public const string Source = "seed";

    private static readonly (string Key, int Count)[] Teams = [("ENG", 120), ("OPS", 80)];

    public int Order => 30;

    public async Task SeedAsync(IProgress<int> progress, CancellationToken cancellationToken)
    {
        await using var write = await setting.EnterAsync(cancellationToken);
        var there = 0;
        foreach (var (key, count) in Teams)
        {
            var team = await teams.FindByKeyAsync(key, cancellationToken)
                ?? throw new InvalidOperationException($"The demo team '{key}' is brought by an earlier step of the seed, but is not there.");
            if (!await db.Issues.AnyAsync(issue => issue.TeamId == team.Id && issue.ExternalSource == Source, cancellationToken))
            {
                var workflow = await TeamWorkflow.LoadAsync(db, team.Id, cancellationToken);
                var maker = new DemoIssueFactory(team, workflow, setting.Labels, setting.People, setting.Names, Source, clock.GetUtcNow());
                await numbers.EnrollAsync(team, maker.Make(DemoIssues.Make(key, count, DemoSetting.Handles, seed: count)), cancellationToken);
                await db.SaveChangesAsync(cancellationToken);
            }

            progress.Report(there += count);
        }

        await write.CommitAsync(cancellationToken);
    }
}
