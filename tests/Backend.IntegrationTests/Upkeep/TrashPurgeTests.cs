using Backend.Modules.Tracking.Upkeep;
using Microsoft.EntityFrameworkCore;

namespace Backend.IntegrationTests.Upkeep;

/// <summary>The trash is emptied after thirty days, as if somebody deleted each issue.</summary>
public sealed class TrashPurgeTests(UpkeepServer server) : IClassFixture<UpkeepServer>
{
    private static readonly DateTimeOffset Now = TimeProvider.System.GetUtcNow();

    [Fact]
    public async Task Trashed_issue_goes_with_what_belongs_to_it_after_thirty_days()
    {
        var team = await server.NewTeamAsync("TRASH");
        var gone = await server.NewIssueAsync(team, "Goes");
        var kept = await server.NewIssueAsync(team, "Part that stays", gone);
        var alsoGone = await server.NewIssueAsync(team, "Part that goes too", gone);
        var restored = await server.NewIssueAsync(team, "Restored in time");
        var comment = (await server.MutateAsync("commentCreate", new { issueId = gone, bodyMarkdown = "Gone as well" }, "comment { id }")).Text("comment.id");
        foreach (var id in new[] { gone, alsoGone, restored })
            await server.MutateAsync("issueTrash", new { id }, "issue { id }");
        await server.MutateAsync("issueRestore", new { id = restored }, "issue { id }");

        Assert.Equal(0, await server.RunAsync<TrashPurge>(Now.AddDays(29)));
        Assert.Equal(2, await server.RunAsync<TrashPurge>(Now.AddDays(31)));
        Assert.Equal(0, await server.RunAsync<TrashPurge>(Now.AddDays(32)));
        Assert.Equal("issue.created issue.trashed issue.deleted", await server.StoryOfAsync(gone));
        Assert.Equal("issue.created issue.trashed issue.deleted", await server.StoryOfAsync(alsoGone));
        Assert.Equal("issue.created issue.updated", await server.StoryOfAsync(kept));
        Assert.Null((await server.EventsOfAsync(gone))[^1].ActorId);

        using var client = server.Client();
        var nodes = (await client.QueryAsync(
            "query($ids: [ID!]!) { nodes(ids: $ids) { ... on Issue { title parent { id } } ... on Comment { id } } }", new { ids = new[] { gone, alsoGone, comment, kept, restored } })).At("nodes");
        Assert.Equal("""[null,null,null,{"title":"Part that stays","parent":null},{"title":"Restored in time","parent":null}]""", nodes.GetRawText());
        var id1 = UpkeepServer.Guid(gone);
        Assert.Equal(0, await server.UseAsync((_, db) => db.Database.SqlQuery<int>($"SELECT CAST(COUNT(*) AS INTEGER) AS \"Value\" FROM tracking_issue_history WHERE issue_id = {id1}").SingleAsync()));
    }

    [Fact]
    public async Task Workers_that_run_at_once_delete_each_issue_once_also_beyond_a_batch()
    {
        var team = await server.NewTeamAsync("TRASH2");
        var created = await server.MutateAsync(
            "issueBatchCreate", new { issues = Enumerable.Range(0, TrashPurge.BatchSize + 10).Select(index => new { teamId = team, title = $"Issue {index}" }) }, "issues { id }");
        foreach (var issue in created.At("issues").EnumerateArray())
            await server.MutateAsync("issueTrash", new { id = issue.Text("id") }, "issue { id }");
        var purged = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(() => server.RunAsync<TrashPurge>(Now.AddDays(31)))));
        Assert.Equal(TrashPurge.BatchSize + 10, purged.Sum());
        Assert.Equal("issue.created issue.trashed issue.deleted", await server.StoryOfAsync(created.Text("issues.7.id")));
    }
}
