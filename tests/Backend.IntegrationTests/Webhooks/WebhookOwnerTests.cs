using Backend.IntegrationTests.Access;

namespace Backend.IntegrationTests.Webhooks;

/// <summary>What becomes of a webhook whose owner loses access, or whose receiver is never there; on a server of its own.</summary>
public sealed class WebhookOwnerTests : IAsyncLifetime
{
    private readonly WebhookServer server = new("Backend:Webhooks:DisableAfter=00:00:01");
    private GraphQLClient ada = null!;
    private GraphQLClient grace = null!;
    private Receiver receiver = null!;

    public async Task InitializeAsync()
    {
        await server.InitializeAsync();
        (ada, grace, receiver) = (server.Client("ada"), server.Client("grace"), await Receiver.StartAsync());
    }

    public async Task DisposeAsync()
    {
        ada.Dispose();
        grace.Dispose();
        await receiver.DisposeAsync();
        await server.DisposeAsync();
    }

    [Fact]
    public async Task Owner_who_is_suspended_between_event_and_delivery_is_told_nothing_and_the_webhook_is_disabled()
    {
        var team = await server.TeamAsync(ada);
        var hook = await server.CreateAsync(grace, receiver.Url, ["issue.created"]);
        // It waits, as if the receiver had been away.
        await WalkServer.MutateAsync(grace, "webhookPause", new { id = hook.Id }, "webhook { state }");
        await WebhookServer.IssueAsync(ada, team, "Waits");
        await WebhookServer.UntilAsync(grace, hook.Id, all => all is [var one] && one.Text("status") == "PENDING");
        var me = (await grace.QueryAsync("{ viewer { id } }")).Text("viewer.id");
        await WalkServer.MutateAsync(ada, "userSuspend", new { userId = me }, "syncId");
        await WalkServer.MutateAsync(ada, "webhookResume", new { id = hook.Id }, "webhook { state }");
        await Replicas.Eventually.TrueAsync(async () => (await WebhookServer.WebhookAsync(ada, hook.Id)).Text("state") == "DISABLED");
        Assert.Equal("OWNER_LOST_ACCESS", (await WebhookServer.WebhookAsync(ada, hook.Id)).Text("disabledReason"));
        await WalkServer.MutateAsync(ada, "userReactivate", new { userId = me }, "syncId");
        var delivery = Assert.Single(await WebhookServer.DeliveriesAsync(grace, hook.Id));
        Assert.Equal(("WITHHELD", "NOT_VISIBLE", 0), (delivery.Text("status"), delivery.Text("errorCode"), delivery.At("attemptCount").GetInt32()));
        Assert.Empty(receiver.All);
        // Whoever resumes a disabled webhook is told as oneself.
        await WalkServer.MutateAsync(ada, "webhookResume", new { id = hook.Id }, "webhook { state }");
        var issue = await WebhookServer.IssueAsync(ada, team, "Later");
        Assert.Equal(issue, Assert.Single(await receiver.UntilAsync(all => all.Length >= 1)).Json.Text("data.id"));
        Assert.Equal((await ada.QueryAsync("{ viewer { id } }")).Text("viewer.id"), (await WebhookServer.WebhookAsync(ada, hook.Id)).Text("owner.id"));
    }

    [Fact]
    public async Task Issue_that_goes_out_of_the_owners_sight_between_event_and_delivery_is_withheld()
    {
        var open = await server.TeamAsync(ada);
        var hook = await server.CreateAsync(grace, receiver.Url, ["issue.created"]);
        await WalkServer.MutateAsync(grace, "webhookPause", new { id = hook.Id }, "webhook { state }");
        var issue = await WebhookServer.IssueAsync(ada, open, "Seen");
        await WebhookServer.UntilAsync(grace, hook.Id, all => all.Length == 1);
        await WalkServer.MutateAsync(ada, "teamUpdate", new { teamId = open, visibility = "PRIVATE" }, "team { id }");
        await WalkServer.MutateAsync(grace, "webhookResume", new { id = hook.Id }, "webhook { state }");
        var delivery = Assert.Single(await WebhookServer.UntilAsync(grace, hook.Id, all => all is [var one] && one.Text("status") == "WITHHELD"));
        Assert.Equal("NOT_VISIBLE", delivery.Text("errorCode"));
        Assert.DoesNotContain(receiver.All, one => one.Body.Contains(issue, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Receiver_that_fails_for_long_is_left_alone_then_disabled_and_its_owner_named()
    {
        receiver.AnswerWith(500);
        var team = await server.TeamAsync(ada);
        var hook = await server.CreateAsync(ada, receiver.Url, ["issue.created"]);
        var from = (await WalkServer.MutateAsync(ada, "issueCreate", new { teamId = team, title = "1" }, "syncId")).At("syncId").GetInt64();
        for (var number = 2; number <= 12; number++)
            await WebhookServer.IssueAsync(ada, team, $"{number}");
        await Replicas.Eventually.TrueAsync(async () => (await WebhookServer.WebhookAsync(ada, hook.Id)).Text("state") == "DISABLED");
        Assert.Equal("FAILING", (await WebhookServer.WebhookAsync(ada, hook.Id)).Text("disabledReason"));
        var ownerId = await server.OwnerInEventAsync("webhook.disabled", from);
        Assert.True(GraphQL.GlobalId.TryParse((await ada.QueryAsync("{ viewer { id } }")).Text("viewer.id"), "User", out var me));
        Assert.Equal(me.ToString(), ownerId);
        Assert.All(await WebhookServer.DeliveriesAsync(ada, hook.Id), delivery => Assert.Equal("FAILED", delivery.Text("status")));
    }
}
