using Backend.IntegrationTests.Access;

namespace Backend.IntegrationTests.Webhooks;

/// <summary>What webhooks are told, as whom, and how they are set up.</summary>
[Collection(WebhookCollection.Name)]
public sealed class WebhookTests(WebhookServer server) : IAsyncLifetime
{
    private GraphQLClient ada = null!;
    private Receiver receiver = null!;

    public async Task InitializeAsync() => (ada, receiver) = (server.Client("ada"), await Receiver.StartAsync());

    public async Task DisposeAsync()
    {
        ada.Dispose();
        await receiver.DisposeAsync();
    }

    [Fact]
    public async Task Change_is_told_with_old_values_and_a_signature_and_its_delivery_is_logged()
    {
        var team = await server.TeamAsync(ada);
        var issue = await WebhookServer.IssueAsync(ada, team, "Before");
        var hook = await server.CreateAsync(ada, receiver.Url, ["issue.updated"]);
        var changed = await WalkServer.MutateAsync(ada, "issueUpdate", new { id = issue, title = "After", priority = 2 }, "syncId");
        var got = Assert.Single(await receiver.UntilAsync(all => all.Length >= 1));
        Assert.True(got.IsSignedBy(hook.Secret));
        var me = await ada.QueryAsync("{ viewer { id name } workspace { id slug } }");
        Assert.Equal("issue.updated", got.Json.Text("type"));
        Assert.Equal((issue, "After", 2, team), (got.Json.Text("data.id"), got.Json.Text("data.title"), got.Json.At("data.priority").GetInt32(), got.Json.Text("data.teamId")));
        Assert.Equal(("Before", 0), (got.Json.Text("previous.title"), got.Json.At("previous.priority").GetInt32()));
        Assert.Equal((me.Text("viewer.id"), me.Text("viewer.name")), (got.Json.Text("actor.id"), got.Json.Text("actor.name")));
        Assert.Equal((me.Text("workspace.id"), "demo"), (got.Json.Text("workspace.id"), got.Json.Text("workspace.slug")));
        Assert.Equal(changed.At("syncId").GetInt64(), got.Json.At("syncId").GetInt64());
        Assert.Equal($"https://work.example.org/app/demo/{issue}", got.Json.Text("url"));
        Assert.Equal("application/json", got.Headers["content-type"]);
        Assert.DoesNotContain("traceparent", got.Headers.Keys);
        var delivery = Assert.Single(await WebhookServer.UntilAsync(ada, hook.Id, all => all is [var one] && one.Text("status") == "SUCCEEDED"));
        Assert.Equal((got.Id, got.Body), (delivery.Text("id"), delivery.Text("payload")));
        var attempt = Assert.Single(delivery.At("attempts.nodes").EnumerateArray());
        Assert.Equal((1, 204), (attempt.At("number").GetInt32(), attempt.At("statusCode").GetInt32()));
        Assert.Equal(got.Timestamp, attempt.Text("requestHeaders.webhook-timestamp"));
        Assert.DoesNotContain("webhook-signature", attempt.At("requestHeaders").GetRawText(), StringComparison.Ordinal);
        Assert.NotEqual(System.Text.Json.JsonValueKind.Null, (await WebhookServer.WebhookAsync(ada, hook.Id)).At("lastSuccessAt").ValueKind);
    }

    [Fact]
    public async Task References_are_told_by_the_ids_of_the_API()
    {
        var team = await server.TeamAsync(ada);
        var states = (await ada.QueryAsync("query($id: ID!) { team(id: $id) { states { id name } } }", new { id = team })).At("team.states").EnumerateArray().ToArray();
        var hook = await server.CreateAsync(ada, receiver.Url, ["issue.*", "comment.*"]);
        var issue = await WebhookServer.IssueAsync(ada, team, "One");
        await WalkServer.MutateAsync(ada, "issueUpdate", new { id = issue, stateId = states[2].Text("id") }, "syncId");
        var comment = (await WalkServer.MutateAsync(ada, "commentCreate", new { issueId = issue, bodyMarkdown = "Said" }, "comment { id }")).Text("comment.id");
        var all = await receiver.UntilAsync(all => all.Length >= 3);
        Assert.Equal(["issue.created", "issue.updated", "comment.created"], all.Select(one => one.Type));
        var me = (await ada.QueryAsync("{ viewer { id } }")).Text("viewer.id");
        Assert.Equal((me, team), (all[0].Json.Text("data.creatorId"), all[0].Json.Text("data.teamId")));
        Assert.Equal((states[2].Text("id"), states[2].Text("name")), (all[1].Json.Text("data.state.id"), all[1].Json.Text("data.state.name")));
        Assert.StartsWith("workflow_state_", all[1].Json.Text("previous.state.id"), StringComparison.Ordinal);
        Assert.Equal((comment, issue, me), (all[2].Json.Text("data.id"), all[2].Json.Text("data.issueId"), all[2].Json.Text("data.authorId")));
        await WalkServer.MutateAsync(ada, "webhookDelete", new { id = hook.Id }, "webhook { id }");
        Assert.Empty(await WebhookServer.DeliveriesAsync(ada, hook.Id));
    }

    [Fact]
    public async Task Filter_lets_through_issues_that_pass_it_with_their_comments_and_says_when_one_leaves()
    {
        var team = await server.TeamAsync(ada);
        var hook = await server.CreateAsync(ada, receiver.Url, ["issue.*", "comment.created"], new { team = new { id = new { eq = team } }, priority = new { gte = 3 }, createdAt = new { gt = "-P1D" } });
        var (low, high) = (await WebhookServer.IssueAsync(ada, team, "Low"), await WebhookServer.IssueAsync(ada, team, "High"));
        await WalkServer.MutateAsync(ada, "issueUpdate", new { id = high, priority = 4 }, "syncId");
        foreach (var issue in new[] { low, high })
            await WalkServer.MutateAsync(ada, "commentCreate", new { issueId = issue, bodyMarkdown = "Said" }, "syncId");
        await receiver.UntilAsync(all => all.Any(one => one.Type == "comment.created"));
        await WalkServer.MutateAsync(ada, "issueUpdate", new { id = high, priority = 1 }, "syncId");
        var all = await receiver.UntilAsync(all => all.Any(one => one.Type == "issue.removed"));
        Assert.DoesNotContain(all, one => one.Body.Contains(low, StringComparison.Ordinal));
        Assert.Equal("comment.created", all[^2].Type);
        Assert.Equal((high, System.Text.Json.JsonValueKind.Null), (all[^1].Json.Text("data.id"), all[^1].Json.At("previous").ValueKind));
        var shown = (await WebhookServer.WebhookAsync(ada, hook.Id)).At("filter");
        Assert.Equal((team, 3, "-P1D"), (shown.Text("team.id.eq"), shown.At("priority.gte").GetInt32(), shown.Text("createdAt.gt")));
    }

    [Fact]
    public async Task Webhook_is_told_of_what_its_owner_sees_and_its_deliveries_are_the_owners_alone()
    {
        using var grace = server.Client("grace");
        await using var hers = await Receiver.StartAsync();
        var (secret, open) = (await server.TeamAsync(ada, "PRIVATE"), await server.TeamAsync(ada));
        var own = await server.CreateAsync(ada, receiver.Url, ["issue.created"]);
        var other = await server.CreateAsync(grace, hers.Url, ["issue.created"]);
        var hidden = await WebhookServer.IssueAsync(ada, secret, "Hidden");
        var shown = await WebhookServer.IssueAsync(ada, open, "Shown");
        Assert.Equal([hidden, shown], (await receiver.UntilAsync(all => all.Length >= 2)).Select(one => one.Json.Text("data.id")).Order(StringComparer.Ordinal));
        Assert.Equal(shown, Assert.Single(await hers.UntilAsync(all => all.Length >= 1)).Json.Text("data.id"));
        await WebhookServer.UntilAsync(ada, own.Id, all => all.Length == 2);
        Assert.Empty(await WebhookServer.DeliveriesAsync(grace, own.Id));
        var delivery = (await WebhookServer.DeliveriesAsync(ada, own.Id))[0].Text("id");
        Assert.Equal(System.Text.Json.JsonValueKind.Null, (await grace.QueryAsync("query($id: ID!) { node(id: $id) { id } }", new { id = delivery })).At("node").ValueKind);
        Assert.Single(await WebhookServer.UntilAsync(grace, other.Id, all => all.Length == 1));
    }

    [Fact]
    public async Task Whoever_moves_a_webhook_elsewhere_becomes_its_owner_and_what_waits_as_another_is_withheld()
    {
        using var grace = server.Client("grace");
        await using var hers = await Receiver.StartAsync();
        var secret = await server.TeamAsync(ada, "PRIVATE");
        var hook = await server.CreateAsync(ada, receiver.Url, ["issue.created"]);
        await WalkServer.MutateAsync(ada, "webhookPause", new { id = hook.Id }, "webhook { state }");
        await WebhookServer.IssueAsync(ada, secret, "Hidden");
        await WebhookServer.UntilAsync(ada, hook.Id, all => all.Length == 1);
        var moved = await WalkServer.MutateAsync(grace, "webhookUpdate", new { id = hook.Id, url = hers.Url }, "webhook { owner { id } }");
        Assert.Equal((await grace.QueryAsync("{ viewer { id } }")).Text("viewer.id"), moved.Text("webhook.owner.id"));
        await WalkServer.MutateAsync(grace, "webhookResume", new { id = hook.Id }, "webhook { state }");
        var shown = await WebhookServer.IssueAsync(ada, await server.TeamAsync(ada), "Shown");
        Assert.Equal(shown, Assert.Single(await hers.UntilAsync(all => all.Length >= 1)).Json.Text("data.id"));
        var withheld = Assert.Single(await WebhookServer.DeliveriesAsync(ada, hook.Id));
        Assert.Equal(("WITHHELD", "OWNER_CHANGED"), (withheld.Text("status"), withheld.Text("errorCode")));
        Assert.Empty(receiver.All);
    }

    [Fact]
    public async Task Paused_webhook_gets_later_what_happened_meanwhile()
    {
        var team = await server.TeamAsync(ada);
        var hook = await server.CreateAsync(ada, receiver.Url, ["issue.created"]);
        await WalkServer.MutateAsync(ada, "webhookPause", new { id = hook.Id }, "webhook { state }");
        var issue = await WebhookServer.IssueAsync(ada, team, "Meanwhile");
        await WebhookServer.UntilAsync(ada, hook.Id, all => all is [var one] && one.Text("status") == "PENDING");
        Assert.Empty(receiver.All);
        await WalkServer.MutateAsync(ada, "webhookResume", new { id = hook.Id }, "webhook { state }");
        Assert.Equal(issue, Assert.Single(await receiver.UntilAsync(all => all.Length >= 1)).Json.Text("data.id"));
    }

    [Fact]
    public async Task Test_event_is_sent_and_logged()
    {
        var hook = await server.CreateAsync(ada, receiver.Url, ["issue.created"]);
        var made = await WalkServer.MutateAsync(ada, "webhookTest", new { id = hook.Id }, "delivery { id status type }");
        var got = Assert.Single(await receiver.UntilAsync(all => all.Length >= 1));
        Assert.Equal((made.Text("delivery.id"), "webhook.test", hook.Id), (got.Id, got.Type, got.Json.Text("data.id")));
        Assert.True(got.IsSignedBy(hook.Secret));
        await WebhookServer.UntilAsync(ada, hook.Id, all => all is [var one] && one.Text("status") == "SUCCEEDED");
    }

    [Fact]
    public async Task Rotated_secret_signs_beside_the_old_one_and_alone_where_none_is_kept()
    {
        var team = await server.TeamAsync(ada);
        var hook = await server.CreateAsync(ada, receiver.Url, ["issue.created"]);
        var second = await WalkServer.MutateAsync(ada, "webhookRotateSecret", new { id = hook.Id }, "secret webhook { previousSecretUntil }");
        await WebhookServer.IssueAsync(ada, team, "Both");
        var both = (await receiver.UntilAsync(all => all.Length >= 1))[0];
        Assert.True(both.IsSignedBy(hook.Secret) && both.IsSignedBy(second.Text("secret")));
        Assert.Equal(2, both.Signature.Split(' ').Length);
        var third = await WalkServer.MutateAsync(ada, "webhookRotateSecret", new { id = hook.Id, previousValidHours = 0 }, "secret");
        await WebhookServer.IssueAsync(ada, team, "Alone");
        var alone = (await receiver.UntilAsync(all => all.Length >= 2))[1];
        Assert.True(alone.IsSignedBy(third.Text("secret")) && !alone.IsSignedBy(second.Text("secret")));
        Assert.Equal(3, new[] { hook.Secret, second.Text("secret"), third.Text("secret") }.Distinct().Count());
    }

    [Theory]
    [InlineData("not a url", "VALIDATION_FAILED", "url")]
    [InlineData("ftp://example.com/", "VALIDATION_FAILED", "url")]
    [InlineData("https://user:pass@example.com/", "VALIDATION_FAILED", "url")]
    [InlineData("https://169.254.169.254/latest/meta-data", "VALIDATION_FAILED", "url")]
    [InlineData("https://10.0.0.1/", "VALIDATION_FAILED", "url")]
    public async Task Address_that_must_not_be_called_is_a_typed_error(string url, string code, string field)
    {
        var payload = (await ada.QueryAsync("""
            mutation($input: WebhookCreateInput!) { webhookCreate(input: $input) { webhook { id } errors { ... on Error { code message path } } } }
            """, new { input = new { url, events = new[] { "issue.*" } } })).At("webhookCreate");
        Assert.Equal((code, field), (payload.Text("errors.0.code"), payload.Text("errors.0.path.1")));
    }

    [Theory]
    [InlineData("issue.exploded")]
    [InlineData("issue")]
    [InlineData("nothing.*")]
    [InlineData("*.created")]
    public async Task Event_that_there_is_not_is_a_typed_error(string name)
    {
        var payload = (await ada.QueryAsync("""
            mutation($input: WebhookCreateInput!) { webhookCreate(input: $input) { webhook { id } errors { ... on Error { code path } } } }
            """, new { input = new { url = receiver.Url, events = new[] { name } } })).At("webhookCreate");
        Assert.Equal(("VALIDATION_FAILED", "events"), (payload.Text("errors.0.code"), payload.Text("errors.0.path.1")));
    }

    [Fact]
    public async Task Types_of_events_that_happened_are_among_those_that_can_be_chosen()
    {
        var known = (await ada.QueryAsync("{ webhookEventTypes }")).At("webhookEventTypes").EnumerateArray().Select(type => type.GetString()!).ToHashSet();
        for (var since = 0L; ;)
        {
            var page = (await ada.QueryAsync($"{{ changes(since: {since}, first: 100) {{ syncId hasMore nodes {{ type }} }} }}")).At("changes");
            Assert.All(page.At("nodes").EnumerateArray(), change => Assert.Contains(change.Text("type"), known));
            if (!page.At("hasMore").GetBoolean())
                return;
            since = page.At("syncId").GetInt64();
        }
    }
}
