using Backend.Contracts.Workspaces;
using Backend.Modules.Tracking.Issues;
using Backend.Modules.Tracking.Upkeep;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Backend.IntegrationTests.Upkeep;

/// <summary>Closed issues go into the archive by themselves, where their team wants so.</summary>
public sealed class AutoArchiveTests(UpkeepServer server) : IClassFixture<UpkeepServer>
{
    private static readonly DateTimeOffset Now = TimeProvider.System.GetUtcNow();

    [Fact]
    public async Task Closed_issues_are_archived_after_the_teams_days_and_others_never()
    {
        var (team, other) = (await server.NewTeamAsync("ARC", autoArchiveAfterDays: 5), await server.NewTeamAsync("NOARC"));
        var (done, canceled, open, kept) = (await server.NewIssueAsync(team, "Done"), await server.NewIssueAsync(team, "Canceled"), await server.NewIssueAsync(team, "Open"), await server.NewIssueAsync(other, "Kept"));
        await server.MoveAsync("Done", done, kept);
        await server.MoveAsync("Canceled", canceled);
        Assert.Equal(0, await server.RunAsync<AutoArchive>(Now.AddDays(4)));
        Assert.Equal(2, await server.RunAsync<AutoArchive>(Now.AddDays(6)));
        Assert.Equal(0, await server.RunAsync<AutoArchive>(Now.AddDays(7)));
        Assert.Equal("issue.created issue.updated issue.archived", await server.StoryOfAsync(done));
        Assert.EndsWith("issue.archived", await server.StoryOfAsync(canceled), StringComparison.Ordinal);
        Assert.DoesNotContain("archived", await server.StoryOfAsync(open) + await server.StoryOfAsync(kept), StringComparison.Ordinal);

        using var client = server.Client("linus");
        var shown = await client.QueryAsync("query($id: ID!) { issue(id: $id) { archivedAt history(last: 1) { nodes { action actor { name } changes { field } } } } }", new { id = done });
        Assert.Equal("""[{"action":"ARCHIVED","actor":null,"changes":[{"field":"archivedAt"}]}]""", shown.At("issue.history.nodes").GetRawText());
        Assert.Null(Assert.Single(await server.EventsOfAsync(done), change => change.Type == "issue.archived").ActorId);
    }

    [Fact]
    public async Task Family_with_an_open_member_stays_as_a_whole()
    {
        var (team, elsewhere) = (await server.NewTeamAsync("FAM", autoArchiveAfterDays: 1), await server.NewTeamAsync("FAM2"));
        var top = await server.NewIssueAsync(team, "Top");
        var middle = await server.NewIssueAsync(team, "Middle", top);
        var part = await server.NewIssueAsync(elsewhere, "Part, elsewhere", middle);
        var alone = await server.NewIssueAsync(team, "Alone");
        await server.MoveAsync("Done", top, middle, alone);
        Assert.Equal(1, await server.RunAsync<AutoArchive>(Now.AddDays(2)));
        Assert.EndsWith("archived", await server.StoryOfAsync(alone), StringComparison.Ordinal);

        await server.MoveAsync("In Progress", top);
        await server.MoveAsync("Canceled", part);
        Assert.Equal(0, await server.RunAsync<AutoArchive>(Now.AddDays(2)));
        await server.MoveAsync("Done", top);
        // The part stays where it is: its own team archives nothing.
        Assert.Equal(2, await server.RunAsync<AutoArchive>(Now.AddDays(2)));
        Assert.DoesNotContain("archived", await server.StoryOfAsync(part), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_part_in_the_trash_holds_nobody_back()
    {
        var team = await server.NewTeamAsync("BIN", autoArchiveAfterDays: 1);
        var top = await server.NewIssueAsync(team, "Top");
        var part = await server.NewIssueAsync(team, "Part", top);
        await server.MoveAsync("Done", top);
        Assert.Equal(0, await server.RunAsync<AutoArchive>(Now.AddDays(2)));
        await server.MutateAsync("issueTrash", new { id = part }, "issue { id }");
        Assert.Equal(1, await server.RunAsync<AutoArchive>(Now.AddDays(2)));
    }

    [Fact]
    public async Task Issue_that_was_taken_back_stays_for_as_long_again()
    {
        var team = await server.NewTeamAsync("BACK", autoArchiveAfterDays: 3);
        var top = await server.NewIssueAsync(team, "Taken back");
        var part = await server.NewIssueAsync(team, "Its part", top);
        await server.MoveAsync("Done", top, part);
        Assert.Equal(2, await server.RunAsync<AutoArchive>(Now.AddDays(4)));
        await server.MutateAsync("issueUnarchive", new { id = top }, "issue { archivedAt }");
        var (teamId, longAgo) = (UpkeepServer.Guid(team), (DateTimeOffset?)Now.AddYears(-1));
        await server.UseAsync((_, db) => db.Set<Issue>().IgnoreQueryFilters().Where(issue => issue.TeamId == teamId)
            .ExecuteUpdateAsync(set => set.SetProperty(issue => issue.CompletedAt, longAgo)));
        Assert.Equal(0, await server.RunAsync<AutoArchive>(Now.AddDays(2)));
        Assert.Equal(1, await server.RunAsync<AutoArchive>(Now.AddDays(4)));
        Assert.EndsWith("issue.archived issue.unarchived issue.archived", await server.StoryOfAsync(top), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Workers_that_run_at_once_archive_each_issue_once_also_beyond_a_batch()
    {
        var team = await server.NewTeamAsync("MANY", autoArchiveAfterDays: 1);
        var done = await server.NewIssueAsync(team, "First");
        await server.MoveAsync("Done", done);
        var state = (await server.Client().QueryAsync("query($id: ID!) { issue(id: $id) { state { id } } }", new { id = done })).Text("issue.state.id");
        await server.MutateAsync(
            "issueBatchCreate", new { issues = Enumerable.Range(0, AutoArchive.BatchSize + 50).Select(index => new { teamId = team, title = $"Issue {index}", stateId = state }) }, "succeededCount");
        var archived = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => server.RunAsync<AutoArchive>(Now.AddDays(2)))));
        Assert.Equal(AutoArchive.BatchSize + 51, archived.Sum());
        var teamId = UpkeepServer.Guid(team);
        var events = await server.UseAsync((_, db) => db.Database.SqlQuery<long>(
            $"SELECT COUNT(*) AS \"Value\" FROM platform_events AS e JOIN tracking_issues AS i ON i.id = e.subject AND i.workspace_id = e.workspace_id WHERE e.type = 'issue.archived' AND i.team_id = {teamId}").SingleAsync());
        Assert.Equal(AutoArchive.BatchSize + 51, events);
    }

    [PostgreSqlFact]
    public async Task Batch_in_which_a_person_was_faster_looks_again()
    {
        var team = await server.NewTeamAsync("FAST", autoArchiveAfterDays: 1);
        var id = await server.NewIssueAsync(team, "Done, and then not");
        await server.MoveAsync("Done", id);
        var attempts = 0;
        var closed = await server.UseAsync(async (services, db) =>
        {
            await services.GetRequiredService<IWorkspaceDirectory>().EnterAsync("demo", actorId: null, CancellationToken.None);
            return await services.GetRequiredService<UpkeepBatches>().RunAsync(
                "test",
                async () =>
                {
                    var issue = await db.Set<Issue>().SingleAsync(one => one.Id == UpkeepServer.Guid(id));
                    if (attempts++ == 0)
                        await server.MoveAsync("In Progress", id);
                    issue.Archive(Now);
                    issue.Record(IssueChangeAction.Archived, actorId: null, Now);
                    return issue.CompletedAt;
                },
                CancellationToken.None);
        });
        Assert.Equal((2, (DateTimeOffset?)null), (attempts, closed));
        Assert.Equal("issue.created issue.updated issue.updated issue.archived", await server.StoryOfAsync(id));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3_651)]
    public async Task Days_out_of_range_are_refused(int days)
    {
        var team = await server.NewTeamAsync($"R{days}");
        using var client = server.Client();
        var refused = await client.QueryAsync(
            "mutation($input: TeamUpdateInput!) { teamUpdate(input: $input) { errors { ... on Error { code path } } } }", new { input = new { teamId = team, autoArchiveAfterDays = days } });
        Assert.Equal("""[{"code":"VALIDATION_FAILED","path":["input","autoArchiveAfterDays"]}]""", refused.At("teamUpdate.errors").GetRawText());
        var changed = await server.MutateAsync("teamUpdate", new { teamId = team, autoArchiveAfterDays = 30 }, "team { autoArchiveAfterDays }");
        Assert.Equal(30, changed.At("team.autoArchiveAfterDays").GetInt32());
        changed = await server.MutateAsync("teamUpdate", new { teamId = team, autoArchiveAfterDays = (int?)null }, "team { autoArchiveAfterDays }");
        Assert.Equal("null", changed.At("team.autoArchiveAfterDays").GetRawText());
        Assert.Equal("team.created team.memberAdded team.updated team.updated", await server.StoryOfAsync(team));
    }
}
