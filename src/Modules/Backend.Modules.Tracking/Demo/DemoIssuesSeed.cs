using Backend.Contracts.Identity;
using Backend.Contracts.Workspaces;
using Backend.Modules.Tracking.Issues;
using Backend.Modules.Tracking.Labels;
using Backend.Modules.Tracking.States;
using Backend.Platform.Persistence;
using Backend.Platform.Seeding;
using Microsoft.EntityFrameworkCore;

namespace Backend.Modules.Tracking.Demo;

/// <summary>Brings the demo's labels and issues. A team that has demo issues already is left as its people made it.</summary>
internal sealed class DemoIssuesSeed(
    BackendDbContext db, IWorkspaceDirectory workspaces, ITeamDirectory teams, IUserAccounts accounts, IUserNames users, IssueNumbers numbers,
    TimeProvider clock) : ISeedStep
{
    public const string Source = "seed";

    private static readonly string[] Handles = ["ada", "grace", "linus"];
    private static readonly (string Key, int Count)[] Teams = [("ENG", 120), ("OPS", 80)];
    private static readonly (string Name, string Color)[] Labels =
    [
        ("bug", "#eb5757"), ("feature", "#bb87fc"), ("chore", "#95a2b3"), ("documentation", "#4ea7fc"), ("performance", "#f2994a"), ("wontfix", "#6b6f76"),
    ];

    public int Order => 30;

    public async Task SeedAsync(IProgress<int> progress, CancellationToken cancellationToken)
    {
        var people = new Dictionary<string, Guid>(StringComparer.Ordinal);
        foreach (var handle in Handles)
            people[handle] = await FindPersonAsync(handle, cancellationToken);
        var workspaceId = await workspaces.EnterAsync("demo", people["ada"], cancellationToken);
        await using var write = await db.BeginWriteAsync(cancellationToken);
        var labels = await BringLabelsAsync(workspaceId, cancellationToken);
        var names = await users.GetAsync(people.Values, cancellationToken);
        var there = 0;
        foreach (var (key, count) in Teams)
        {
            var team = await teams.FindByKeyAsync(key, cancellationToken)
                ?? throw new InvalidOperationException($"The demo team '{key}' is brought by an earlier step of the seed, but is not there.");
            if (!await db.Issues.AnyAsync(issue => issue.TeamId == team.Id && issue.ExternalSource == Source, cancellationToken))
            {
                var workflow = await TeamWorkflow.LoadAsync(db, team.Id, cancellationToken);
                var maker = new DemoIssueFactory(team, workflow, labels, people, names, clock.GetUtcNow());
                await numbers.EnrollAsync(team, maker.Make(DemoIssues.Make(key, count, Handles, seed: count)), cancellationToken);
                await db.SaveChangesAsync(cancellationToken);
            }

            progress.Report(there += count);
        }

        await write.CommitAsync(cancellationToken);
    }

    private async Task<Guid> FindPersonAsync(string handle, CancellationToken cancellationToken)
    {
        var user = await accounts.FindByEmailAsync($"{handle}@demo.localhost", cancellationToken);
        return user?.Id ?? throw new InvalidOperationException($"The demo person '{handle}' is brought by an earlier step of the seed, but is not there.");
    }

    private async Task<Dictionary<string, Label>> BringLabelsAsync(Guid workspaceId, CancellationToken cancellationToken)
    {
        var labels = await db.Labels.Where(label => label.TeamId == null)
            .ToDictionaryAsync(label => label.NameKey, StringComparer.Ordinal, cancellationToken);
        foreach (var (name, color) in Labels.Where(label => !labels.ContainsKey(label.Name)))
        {
            labels[name] = Label.Create(workspaceId, new LabelCreateInput { Name = name, Color = color }, clock.GetUtcNow());
            db.Add(labels[name]);
        }

        await db.SaveChangesAsync(cancellationToken);
        return labels;
    }
}
