using System.Text.Json;

namespace Backend.IntegrationTests.Notifications;

/// <summary>The inbox: groups, reading, putting away, snoozing, choices, reminders, and all of it live.</summary>
[Collection(NotificationCollection.Name)]
public sealed class InboxTests(NotificationServer server) : IDisposable
{
    private const string Watch = "subscription($since: SyncId) { notificationAdded(since: $since) { syncId unreadCount notifications { kind issue { id } } } }";

    private readonly InboxClient people = new(server);

    [Fact]
    public async Task Latest_of_each_group_stands_for_it_page_by_page()
    {
        var issues = new List<string>();
        for (var number = 0; number < 3; number++)
        {
            issues.Add(await people.IssueAsync("ada", assignee: "grace", title: $"Group {number}"));
            await people.CommentAsync("ada", issues[number], "More");
            await people.UntilAsync("grace", issues[number], 2);
        }

        var heads = new List<JsonElement>();
        for (string? after = null; ;)
        {
            var page = (await people.Of("grace").QueryAsync(
                "query($after: String) { notifications(first: 2, after: $after, latestOfGroup: true) { pageInfo { hasNextPage endCursor } nodes { kind issue { id } group { count unreadCount notifications(first: 5) { totalCount nodes { kind } } } } } }",
                new { after })).At("notifications");
            heads.AddRange(page.At("nodes").EnumerateArray());
            if (!page.At("pageInfo.hasNextPage").GetBoolean())
                break;
            after = page.Text("pageInfo.endCursor");
        }

        foreach (var issue in issues)
        {
            var head = Assert.Single(heads, head => head.At("issue").ValueKind == JsonValueKind.Object && head.Text("issue.id") == issue);
            Assert.Equal(("COMMENTED", 2, 2), (head.Text("kind"), head.At("group.count").GetInt32(), head.At("group.unreadCount").GetInt32()));
            Assert.Equal(["COMMENTED", "ASSIGNED"], head.At("group.notifications.nodes").EnumerateArray().Select(one => one.Text("kind")));
        }
    }

    [Fact]
    public async Task Notification_is_read_put_away_and_taken_back()
    {
        var issue = await people.IssueAsync("ada", assignee: "linus");
        await people.UntilAsync("linus", issue, 1);
        var id = (await people.ListAsync("linus", issue, "INBOX"))[0].Text("id");
        var unread = await UnreadAsync("linus");
        await people.DoAsync("linus", "notificationUpdate", new { id, isRead = true });
        Assert.Equal(unread - 1, await UnreadAsync("linus"));
        await people.DoAsync("linus", "notificationUpdate", new { id, isRead = false, isArchived = true });
        Assert.Equal(unread - 1, await UnreadAsync("linus"));
        Assert.Empty(await people.ListAsync("linus", issue, "INBOX"));
        Assert.Single(await people.ListAsync("linus", issue, "ARCHIVED"));
        await people.DoAsync("linus", "notificationUpdate", new { id, isArchived = false });
        Assert.Equal(unread, await UnreadAsync("linus"));
        foreach (var person in new[] { "ada", "grace" })
            Assert.Equal("NOT_FOUND", (await people.DoAsync(person, "notificationUpdate", new { id, isRead = true })).Text("notificationUpdate.errors.0.code"));
        Assert.Equal("VALIDATION_FAILED", (await people.DoAsync("linus", "notificationUpdate", new { id })).Text("notificationUpdate.errors.0.code"));
        Assert.Equal("VALIDATION_FAILED", (await people.DoAsync("linus", "notificationUpdate", new { id, snoozedUntil = TimeProvider.System.GetUtcNow().AddHours(-1) })).Text("notificationUpdate.errors.0.code"));
    }

    [Fact]
    public async Task Snoozed_notification_comes_back_by_itself_unread_and_live()
    {
        var issue = await people.IssueAsync("ada", assignee: "linus");
        await people.UntilAsync("linus", issue, 1);
        var id = (await people.ListAsync("linus", issue, "INBOX"))[0].Text("id");
        await using var socket = await SocketClient.ConnectAsync(server, "linus");
        await socket.SubscribeAsync("1", Watch);
        await people.DoAsync("linus", "notificationUpdate", new { id, isRead = true, snoozedUntil = TimeProvider.System.GetUtcNow().AddSeconds(8) });
        Assert.Empty(await people.ListAsync("linus", issue, "INBOX"));
        Assert.Single(await people.ListAsync("linus", issue, "SNOOZED"));
        Assert.Equal(issue, (await socket.NextAsync()).Text("notificationAdded.notifications.0.issue.id"));
        var back = Assert.Single(await people.ListAsync("linus", issue, "INBOX"));
        Assert.Equal(JsonValueKind.Null, back.At("readAt").ValueKind);
    }

    [Fact]
    public async Task All_that_pass_a_filter_are_read_at_once()
    {
        var (one, other) = (await people.IssueAsync("ada", assignee: "linus"), await people.IssueAsync("ada", assignee: "linus"));
        await people.UntilAsync("linus", one, 1);
        await people.UntilAsync("linus", other, 1);
        var key = (await people.ListAsync("linus", one))[0].Text("group.key");
        await people.DoAsync("linus", "notificationMarkAllRead", new { filter = new { groupingKey = new { eq = key } } });
        Assert.Equal(0, (await people.ListAsync("linus", one))[0].At("group.unreadCount").GetInt32());
        Assert.Equal(1, (await people.ListAsync("linus", other))[0].At("group.unreadCount").GetInt32());
        await people.DoAsync("linus", "notificationUpdateAll", new { filter = new { groupingKey = new { eq = key } }, isArchived = true });
        Assert.Empty(await people.ListAsync("linus", one, "INBOX"));
        await people.DoAsync("linus", "notificationMarkAllRead", new { });
        Assert.Equal(0, await UnreadAsync("linus"));
    }

    [Fact]
    public async Task What_somebody_does_not_want_is_not_told()
    {
        var defaults = (await people.Of("guest").QueryAsync("{ notificationPreferences { category inbox mail } }")).At("notificationPreferences");
        Assert.Equal(
            ["ASSIGNMENTS IMMEDIATE", "MENTIONS IMMEDIATE", "COMMENTS BATCHED", "STATUS_CHANGES DAILY", "UPDATES NONE", "REMINDERS IMMEDIATE", "SYSTEM IMMEDIATE"],
            defaults.EnumerateArray().Select(one => $"{one.Text("category")} {one.Text("mail")}"));
        var issue = await people.IssueAsync("ada", assignee: "linus");
        await people.UntilAsync("linus", issue, 1);
        try
        {
            await people.DoAsync("linus", "notificationPreferenceSet", new { category = "COMMENTS", inbox = false, mail = "NONE" });
            await people.CommentAsync("ada", issue, "Unheard");
            await people.SettleAsync();
            Assert.Equal(["ASSIGNED"], await people.KindsAsync("linus", issue));
            await people.CommentAsync("ada", issue, "Heard, @linus");
            Assert.Equal(["MENTIONED", "ASSIGNED"], await people.UntilAsync("linus", issue, 2));
        }
        finally
        {
            await people.DoAsync("linus", "notificationPreferenceSet", new { category = "COMMENTS", inbox = true, mail = "BATCHED" });
        }
    }

    [Fact]
    public async Task Client_that_was_away_is_told_of_everything_once_and_in_order()
    {
        var issue = await people.IssueAsync("ada", assignee: "linus");
        await people.UntilAsync("linus", issue, 1);
        await using var first = await SocketClient.ConnectAsync(server, "linus");
        await first.SubscribeAsync("1", Watch);
        await Task.WhenAll(Enumerable.Range(0, 5).Select(number => people.CommentAsync("ada", issue, $"Before {number}")));
        var seen = new List<string>();
        var since = 0L;
        while (seen.Count < 5)
            (since, _) = await ReadAsync(first, seen);
        await first.DisposeAsync();
        await Task.WhenAll(Enumerable.Range(0, 20).Select(number => people.CommentAsync("ada", issue, $"Away {number}")));
        await people.UntilAsync("linus", issue, 26);
        await using var second = await SocketClient.ConnectAsync(server, "linus");
        await second.SubscribeAsync("1", Watch, new { since });
        var unread = 0;
        while (seen.Count < 25)
        {
            var (reached, count) = await ReadAsync(second, seen);
            Assert.True(reached > since);
            (since, unread) = (reached, count);
        }

        Assert.Equal(25, seen.Count);
        Assert.Equal(await UnreadAsync("linus"), unread);

        async Task<(long, int)> ReadAsync(SocketClient socket, List<string> into)
        {
            var added = (await socket.NextAsync()).At("notificationAdded");
            into.AddRange(added.At("notifications").EnumerateArray().Where(one => one.Text("issue.id") == issue).Select(one => one.Text("kind")));
            return (added.At("syncId").GetInt64(), added.At("unreadCount").GetInt32());
        }
    }

    [Fact]
    public async Task Reminder_reminds_at_its_time_whoever_set_it_and_one_that_was_moved_or_taken_back_does_not()
    {
        var (soon, later, never) = (await people.IssueAsync("ada", title: "Soon"), await people.IssueAsync("ada"), await people.IssueAsync("ada"));
        var now = TimeProvider.System.GetUtcNow();
        foreach (var issue in new[] { soon, later, never })
            await people.DoAsync("linus", "reminderSet", new { issueId = issue, remindAt = now.AddSeconds(8) });
        await people.DoAsync("linus", "reminderSet", new { issueId = later, remindAt = now.AddDays(1) });
        var set = (await people.Of("linus").QueryAsync("{ reminders(first: 50) { nodes { id issue { id } } } }")).At("reminders.nodes").EnumerateArray();
        var taken = await people.DoAsync("linus", "reminderCancel", new { id = set.First(one => one.Text("issue.id") == never).Text("id") });
        Assert.Equal(0, taken.At("reminderCancel.errors").GetArrayLength());
        Assert.Equal(["REMINDER"], await people.UntilAsync("linus", soon, 1));
        Assert.Empty(await people.KindsAsync("linus", later));
        Assert.Empty(await people.KindsAsync("linus", never));
        Assert.Empty(await people.KindsAsync("ada", soon));
        var refused = await people.DoAsync("linus", "reminderSet", new { issueId = soon, remindAt = now.AddDays(-1) });
        Assert.Equal("VALIDATION_FAILED", refused.Text("reminderSet.errors.0.code"));
    }

    [Fact]
    public async Task Issue_that_is_deleted_takes_what_was_told_of_it_along()
    {
        var issue = await people.IssueAsync("ada", assignee: "linus");
        await people.UntilAsync("linus", issue, 1);
        var id = (await people.ListAsync("linus", issue))[0].Text("id");
        await people.DoAsync("ada", "issueTrash", new { id = issue });
        await people.DoAsync("ada", "issueDelete", new { id = issue });
        Assert.Equal(JsonValueKind.Null, (await people.Of("linus").QueryAsync("query($id: ID!) { node(id: $id) { id } }", new { id })).At("node").ValueKind);
    }

    public void Dispose() => people.Dispose();

    private async Task<int> UnreadAsync(string person) => (await people.Of(person).QueryAsync("{ unreadCount }")).At("unreadCount").GetInt32();
}
