using Backend.GraphQL;
using Backend.Modules.Integrations.Deliveries;
using Backend.Platform.Persistence;

namespace Backend.IntegrationTests.Webhooks;

/// <summary>Deliveries as they would be after a while, without anybody being called.</summary>
internal static class TestDeliveries
{
    /// <summary>Adds one that was given up, with an attempt, in the session's workspace.</summary>
    /// <returns>The ids of both.</returns>
    public static async Task<(string Delivery, string Attempt)> AddAsync(BackendDbContext db, string webhook, string owner, string text)
    {
        Assert.True(GlobalId.TryParse(webhook, "WebhookEndpoint", out var endpointId));
        Assert.True(GlobalId.TryParse(owner, "User", out var ownerId));
        var now = TimeProvider.System.GetUtcNow();
        var delivery = WebhookDelivery.CreateTest(db.Session.WorkspaceId!.Value, endpointId, ownerId, tokenId: null, "webhook.test", text, now);
        delivery.Tried();
        delivery.GiveUp(WebhookDeliveryStatus.Failed, "HTTP_STATUS", now);
        var outcome = new AttemptOutcome(500, "HTTP_STATUS") { ResponseBody = text, RequestHeaders = new() { ["x"] = text }, ResponseHeaders = new() { ["x"] = text } };
        var attempt = DeliveryAttempt.Create(delivery, 1, now, TimeSpan.FromSeconds(1), outcome);
        db.AddRange(delivery, attempt);
        await db.SaveChangesAsync();
        return (GlobalId.Format(nameof(WebhookDelivery), delivery.Id), GlobalId.Format(nameof(DeliveryAttempt), attempt.Id));
    }
}
