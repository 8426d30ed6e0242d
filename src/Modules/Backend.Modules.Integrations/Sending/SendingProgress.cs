using Backend.Modules.Integrations.Deliveries;

namespace Backend.Modules.Integrations.Sending;

/// <summary>What a sender has under way.</summary>
internal sealed class SendingProgress
{
    private readonly HashSet<Guid> resources = [];

    public List<Task<Attempt>> UnderWay { get; } = [];

    /// <summary>The deliveries that are under way.</summary>
    public HashSet<Guid> Ids { get; } = [];

    /// <summary>What may be sent next; null where it is to be looked up.</summary>
    public DeliveryWindow? Window { get; set; }

    /// <summary>When it was looked up.</summary>
    public long LookedAt { get; set; }

    /// <summary>Whether the endpoint is left alone for a while.</summary>
    public bool IsOpen { get; set; }

    /// <summary>Whether more could be sent than there was.</summary>
    public bool HasRoom { get; set; }

    /// <summary>Whether anything was sent at all.</summary>
    public bool HasSent { get; set; }

    /// <summary>Takes the next that may be sent; null where there is none.</summary>
    public WebhookDelivery? Take()
    {
        if (Window?.Take(resources) is not { } delivery)
            return null;
        resources.Add(delivery.ResourceId);
        Ids.Add(delivery.Id);
        return delivery;
    }

    /// <summary>Takes out what has ended.</summary>
    public async Task<IReadOnlyList<Attempt>> EndedAsync()
    {
        var ended = UnderWay.Where(attempt => attempt.IsCompleted).ToArray();
        UnderWay.RemoveAll(attempt => ended.Contains(attempt));
        var attempts = await Task.WhenAll(ended);
        foreach (var attempt in attempts)
        {
            resources.Remove(attempt.Delivery.ResourceId);
            Ids.Remove(attempt.Delivery.Id);
            if (!attempt.Outcome.Succeeded)
                Window?.Block(attempt.Delivery.ResourceId);
        }

        if (attempts.Length > 0 && Window is { IsProbe: true })
            Window = null;
        return attempts;
    }
}
