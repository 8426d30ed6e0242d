using System.Text.Json;

namespace Backend.IntegrationTests.Notifications;

/// <summary>Who is told of what, and who is not.</summary>
[Collection(NotificationCollection.Name)]
public sealed class FanOutTests(NotificationServer server) : IDisposable
{
    private readonly InboxClient people = new(server);

    [Fact]
    public async Task Issue_given_to_somebody_tells_that_person_and_not_who_did_it()
    {
        var issue = await people.IssueAsync("ada", assignee: "linus", title: "Yours now");
        Assert.Equal(["ASSIGNED"], await people.UntilAsync("linus", issue, 1));
        var told = Assert.Single(await people.ListAsync("linus", issue));
        Assert.Equal(("Ada Lovelace", "ASSIGNMENTS"), (told.Text("actor.name"), told.Text("category")));
        Assert.Equal($"Ada Lovelace assigned {told.Text("issue.identifier")} to you", told.Text("summary"));
        Assert.Empty(await people.KindsAsync("ada", issue));
        await people.UpdateAsync("ada", new { id = issue, assigneeId = await people.IdOfAsync("grace") });
        Assert.Equal(["ASSIGNED"], await people.UntilAsync("grace", issue, 1));
        // Whoever had it is told, and follows it still.
        Assert.Equal(["UNASSIGNED", "ASSIGNED"], await people.UntilAsync("linus", issue, 2));
        await people.CommentAsync("grace", issue, "Mine");
        Assert.Equal(["COMMENTED", "UNASSIGNED", "ASSIGNED"], await people.UntilAsync("linus", issue, 3));
        Assert.Equal(["COMMENTED"], await people.UntilAsync("ada", issue, 1));
    }

    [Fact]
    public async Task Comment_tells_creator_assignee_and_who_commented_before_each_once()
    {
        var issue = await people.IssueAsync("ada", assignee: "linus");
        await people.CommentAsync("grace", issue, "First");
        await people.CommentAsync("linus", issue, "Second, @ada");
        // Ada created it and is mentioned: told once, as the one whom it is about.
        Assert.Equal(["MENTIONED", "COMMENTED"], await people.UntilAsync("ada", issue, 2));
        Assert.Equal(["COMMENTED"], await people.UntilAsync("grace", issue, 1));
        Assert.Equal(["COMMENTED", "ASSIGNED"], await people.UntilAsync("linus", issue, 2));
        Assert.Equal("Second, @ada", (await people.ListAsync("ada", issue))[0].Text("comment.bodyMarkdown"));
    }

    [Fact]
    public async Task Answer_and_resolution_tell_who_began_the_thread()
    {
        var issue = await people.IssueAsync("ada");
        var question = await people.CommentAsync("linus", issue, "Why?");
        await people.CommentAsync("grace", issue, "Because.", question);
        Assert.Equal(["REPLIED"], await people.UntilAsync("linus", issue, 1));
        await people.DoAsync("grace", "commentResolve", new { id = question });
        Assert.Equal(["THREAD_RESOLVED", "REPLIED"], await people.UntilAsync("linus", issue, 2));
    }

    [Fact]
    public async Task Mentions_in_code_or_before_an_edit_tell_nobody_and_new_ones_do()
    {
        var issue = await people.IssueAsync("ada");
        var comment = await people.CommentAsync("ada", issue, "`@linus` writes to linus@grace and @nobody-at-all");
        await people.DoAsync("ada", "commentUpdate", new { id = comment, bodyMarkdown = "Now to @Linus." });
        Assert.Equal(["MENTIONED"], await people.UntilAsync("linus", issue, 1));
        await people.DoAsync("ada", "commentUpdate", new { id = comment, bodyMarkdown = "Still to @linus, and @grace." });
        Assert.Equal(["MENTIONED"], await people.UntilAsync("grace", issue, 1));
        await people.SettleAsync();
        Assert.Equal(["MENTIONED"], await people.KindsAsync("linus", issue));
    }

    [Fact]
    public async Task Description_mentions_and_changes_of_state_are_told()
    {
        var issue = await people.IssueAsync("ada", assignee: "linus", description: "See @grace");
        Assert.Equal(["MENTIONED"], await people.UntilAsync("grace", issue, 1));
        var states = (await people.Of("ada").QueryAsync("{ team(id: \"ENG\") { states { id name category } } }")).At("team.states").EnumerateArray();
        var done = states.First(state => state.Text("category") == "COMPLETED");
        await people.UpdateAsync("ada", new { id = issue, stateId = done.Text("id") });
        Assert.Equal(["STATE_CHANGED", "ASSIGNED"], await people.UntilAsync("linus", issue, 2));
        var told = (await people.ListAsync("linus", issue))[0];
        Assert.Equal($"Ada Lovelace moved {told.Text("issue.identifier")} to {done.Text("name")}", told.Text("summary"));
        await people.UpdateAsync("ada", new { id = issue, priority = 4, title = "Renamed" });
        Assert.Equal("UPDATED", (await people.UntilAsync("linus", issue, 3))[0]);
        Assert.EndsWith($"changed the title and the priority of {told.Text("issue.identifier")}", (await people.ListAsync("linus", issue))[0].Text("summary"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_is_told_of_what_they_may_not_see_nor_follows_it_by_being_mentioned()
    {
        var team = await people.TeamAsync("MUM", "PRIVATE");
        var issue = await people.IssueAsync("ada", team, description: "@linus and @grace");
        await people.CommentAsync("ada", issue, "@linus, @grace, @guest");
        await people.SettleAsync();
        Assert.Empty(await people.KindsAsync("linus", issue));
        await people.Of("ada").QueryAsync(
            "mutation($i: TeamMemberAddInput!) { teamMemberAdd(input: $i) { syncId } }", new { i = new { teamId = team, userId = await people.IdOfAsync("linus") } });
        await people.CommentAsync("ada", issue, "To nobody in particular");
        await people.SettleAsync();
        Assert.Empty(await people.KindsAsync("linus", issue));
        await people.CommentAsync("ada", issue, "And now to @linus");
        Assert.Equal(["MENTIONED"], await people.UntilAsync("linus", issue, 1));
    }

    [Fact]
    public async Task Access_that_is_lost_hides_what_was_told_everywhere()
    {
        var team = await people.TeamAsync("LOST", "PRIVATE", members: "linus");
        var issue = await people.IssueAsync("ada", team, assignee: "linus");
        await people.UntilAsync("linus", issue, 1);
        var id = (await people.ListAsync("linus", issue))[0].Text("id");
        var before = (await people.Of("linus").QueryAsync("{ unreadCount }")).At("unreadCount").GetInt32();
        await people.Of("ada").QueryAsync(
            "mutation($i: TeamMemberRemoveInput!) { teamMemberRemove(input: $i) { syncId } }", new { i = new { teamId = team, userId = await people.IdOfAsync("linus") } });
        Assert.Empty(await people.ListAsync("linus", issue));
        Assert.Equal(before - 1, (await people.Of("linus").QueryAsync("{ unreadCount }")).At("unreadCount").GetInt32());
        Assert.Equal(JsonValueKind.Null, (await people.Of("linus").QueryAsync("query($id: ID!) { node(id: $id) { id } }", new { id })).At("node").ValueKind);
        var update = await people.DoAsync("linus", "notificationUpdate", new { id, isRead = true });
        Assert.Equal("NOT_FOUND", update.Text("notificationUpdate.errors.0.code"));
    }

    [Fact]
    public async Task Who_left_an_issue_is_told_only_of_what_is_about_them_and_who_muted_it_of_nothing()
    {
        var issue = await people.IssueAsync("ada");
        foreach (var (person, choice) in new[] { ("linus", "issueSubscribe"), ("grace", "issueSubscribe") })
            await people.DoAsync(person, choice, new { issueId = issue });
        await people.CommentAsync("ada", issue, "One");
        await people.UntilAsync("linus", issue, 1);
        await people.UntilAsync("grace", issue, 1);
        await people.DoAsync("linus", "issueUnsubscribe", new { issueId = issue });
        await people.DoAsync("grace", "issueMute", new { issueId = issue });
        Assert.Equal("UNSUBSCRIBED", (await people.Of("linus").QueryAsync("query($id: ID!) { issue(id: $id) { viewerSubscription { state } } }", new { id = issue })).Text("issue.viewerSubscription.state"));
        await people.CommentAsync("ada", issue, "Two");
        await people.CommentAsync("ada", issue, "Three: @linus @grace");
        Assert.Equal(["MENTIONED", "COMMENTED"], await people.UntilAsync("linus", issue, 2));
        await people.SettleAsync();
        Assert.Equal(["COMMENTED"], await people.KindsAsync("grace", issue));
        // Taking part does not undo a choice.
        await people.CommentAsync("linus", issue, "Four");
        await people.CommentAsync("ada", issue, "Five");
        await people.SettleAsync();
        Assert.Equal(2, (await people.KindsAsync("linus", issue)).Length);
    }

    [Fact]
    public async Task Comment_with_10_000_mentions_tells_the_first_hundred_at_most()
    {
        var issue = await people.IssueAsync("ada");
        var crowd = string.Concat(Enumerable.Range(0, 8_000).Select(number => $"@u{number} "));
        await people.CommentAsync("ada", issue, crowd + "@linus");
        await people.CommentAsync("ada", issue, "@linus " + string.Concat(Enumerable.Repeat("@grace ", 9_000)));
        Assert.Equal(["MENTIONED"], await people.UntilAsync("linus", issue, 1));
        Assert.Equal(["MENTIONED"], await people.UntilAsync("grace", issue, 1));
    }

    public void Dispose() => people.Dispose();
}
