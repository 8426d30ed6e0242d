using System.Globalization;
using Backend.Modules.Tracking.Upkeep;

namespace Backend.IntegrationTests.Upkeep;

/// <summary>Due dates are told of in the morning of the team, once.</summary>
public sealed class DueReminderTests(UpkeepServer server) : IClassFixture<UpkeepServer>
{
    [Fact]
    public async Task Issue_is_told_of_the_day_before_it_is_due_and_when_it_is_over_each_once()
    {
        var team = await server.NewTeamAsync("DUE", "Europe/Berlin");
        var id = await server.NewIssueAsync(team, "Due", dueDate: "2031-06-12");
        await RunAsync("2031-06-10T20:00:00Z", 0);
        await RunAsync("2031-06-11T05:59:00Z", 0);
        await RunAsync("2031-06-11T06:00:00Z", 1);
        await RunAsync("2031-06-11T06:15:00Z", 0);
        await RunAsync("2031-06-12T06:00:00Z", 0);
        await RunAsync("2031-06-13T05:45:00Z", 0);
        await RunAsync("2031-06-13T06:00:00Z", 1);
        await RunAsync("2031-06-14T06:00:00Z", 0);
        Assert.Equal("issue.created issue.due_soon issue.overdue", await server.StoryOfAsync(id));

        await server.MutateAsync("issueUpdate", new { id, dueDate = "2031-06-15" }, "issue { id }");
        await RunAsync("2031-06-14T06:15:00Z", 1);
        Assert.EndsWith("issue.updated issue.due_soon", await server.StoryOfAsync(id), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Event_names_due_date_and_assignee_and_leaves_the_issue_as_it_was()
    {
        using var client = server.Client();
        var me = (await client.QueryAsync("{ viewer { id } }")).Text("viewer.id");
        var team = await server.NewTeamAsync("DUE2");
        var id = (await server.MutateAsync("issueCreate", new { teamId = team, title = "Mine", dueDate = "2032-01-02", assigneeId = me }, "issue { id }")).Text("issue.id");
        const string Shown = "query($id: ID!) { issue(id: $id) { version updatedAt syncId } }";
        var before = (await client.QueryAsync(Shown, new { id })).GetRawText();
        await RunAsync("2032-01-02T08:00:00Z", 1);
        Assert.Equal(before, (await client.QueryAsync(Shown, new { id })).GetRawText());
        var told = (await server.EventsOfAsync(id))[^1];
        Assert.Equal(("issue.due_soon", "2032-01-02", UpkeepServer.Guid(me), (Guid?)null), (told.Type, told.ReadData("dueDate")!.GetValue<string>(), told.ReadData("assigneeId")!.GetValue<Guid>(), told.ActorId));
    }

    [Fact]
    public async Task Issue_that_is_closed_archived_or_trashed_is_not_told_of()
    {
        var team = await server.NewTeamAsync("DUE3");
        var ids = new List<string>();
        for (var index = 0; index < 4; index++)
            ids.Add(await server.NewIssueAsync(team, $"Due {index}", dueDate: "2033-01-02"));
        await server.MoveAsync("Done", ids[0]);
        await server.MutateAsync("issueArchive", new { id = ids[1] }, "issue { id }");
        await server.MutateAsync("issueTrash", new { id = ids[2] }, "issue { id }");
        await RunAsync("2033-01-02T09:00:00Z", 1);
        Assert.EndsWith("issue.due_soon", await server.StoryOfAsync(ids[3]), StringComparison.Ordinal);
        // Taken up again, it is told of late; deleted, it takes along that it was.
        await server.MoveAsync("In Progress", ids[0]);
        await RunAsync("2033-01-05T09:00:00Z", 2);
        await server.MutateAsync("issueDelete", new { id = ids[0] }, "issue { id }");
        // Nobody wants to hear of what has been over for long.
        var old = await server.NewIssueAsync(team, "Long over", dueDate: "2032-12-20");
        await RunAsync("2033-01-05T10:00:00Z", 0);
        Assert.Equal("issue.created", await server.StoryOfAsync(old));
    }

    [Theory]
    // The days on which the clock skips an hour, and goes back; between two mornings there are 23 and 25 hours.
    [InlineData("2031-03-30", "2031-03-29T06:59:00Z", "2031-03-29T07:00:00Z", "2031-03-31T05:59:00Z", "2031-03-31T06:00:00Z")]
    [InlineData("2031-10-26", "2031-10-25T05:59:00Z", "2031-10-25T06:00:00Z", "2031-10-27T06:59:00Z", "2031-10-27T07:00:00Z")]
    public async Task Clock_that_is_changed_moves_the_morning_with_it(string due, string early, string soon, string notYet, string overdue)
    {
        var team = await server.NewTeamAsync($"DST{due[5..7]}", "Europe/Berlin");
        var id = await server.NewIssueAsync(team, "Due when the clock changes", dueDate: due);
        await RunAsync(early, 0);
        await RunAsync(soon, 1);
        await RunAsync(notYet, 0);
        await RunAsync(overdue, 1);
        Assert.Equal("issue.created issue.due_soon issue.overdue", await server.StoryOfAsync(id));
    }

    [Fact]
    public async Task Workers_that_run_at_once_tell_each_issue_once_also_beyond_a_batch()
    {
        var team = await server.NewTeamAsync("DUE4");
        var created = await server.MutateAsync(
            "issueBatchCreate", new { issues = Enumerable.Range(0, DueReminders.BatchSize + 20).Select(index => new { teamId = team, title = $"Issue {index}", dueDate = "2034-05-05" }) }, "issues { id }");
        var told = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => server.RunAsync<DueReminders>(Time("2034-05-05T12:00:00Z")))));
        Assert.Equal(DueReminders.BatchSize + 20, told.Sum());
        Assert.Equal("issue.created issue.due_soon", await server.StoryOfAsync(created.Text("issues.3.id")));
    }

    [Fact]
    public async Task Reminders_are_no_changes_to_those_who_follow_them()
    {
        var team = await server.NewTeamAsync("DUE5");
        var id = await server.NewIssueAsync(team, "Followed", dueDate: "2035-05-05");
        var before = (await server.EventsOfAsync(id))[^1].Sequence;
        await RunAsync("2035-05-05T12:00:00Z", 1);
        await server.MutateAsync("issueUpdate", new { id, title = "Followed on" }, "issue { id }");

        using var client = server.Client("linus");
        var changes = await client.QueryAsync("query($since: SyncId!) { changes(since: $since) { nodes { type } syncId hasMore } }", new { since = before });
        Assert.Equal($$"""{"nodes":[{"type":"issue.updated"}],"syncId":{{before + 2}},"hasMore":false}""", changes.At("changes").GetRawText());
        var history = await client.QueryAsync("query($id: ID!) { issue(id: $id) { history { nodes { action } } } }", new { id });
        Assert.Equal("""[{"action":"CREATED"},{"action":"UPDATED"}]""", history.At("issue.history.nodes").GetRawText());
        await using var socket = await SocketClient.ConnectAsync(server);
        await socket.SubscribeAsync("1", "subscription($since: SyncId) { issueChanged(since: $since) { action syncId } }", new { since = before });
        var told = await socket.ReceiveAsync();
        Assert.Contains($$"""{"action":"UPDATED","syncId":{{before + 2}}}""", told.GetRawText(), StringComparison.Ordinal);
    }

    private async Task RunAsync(string time, int told) => Assert.Equal(told, await server.RunAsync<DueReminders>(Time(time)));

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
