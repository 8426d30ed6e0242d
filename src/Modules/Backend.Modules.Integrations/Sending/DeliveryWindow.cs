using Backend.Modules.Integrations.Deliveries;

namespace Backend.Modules.Integrations.Sending;

/// <summary>
/// What may be sent next to an endpoint, as it was looked up a moment ago, in the order of events. Of each thing one delivery is
/// under way at a time; where one fails, what else concerns the thing waits with it.
/// </summary>
internal sealed class DeliveryWindow(WebhookTarget target, IEnumerable<WebhookDelivery> deliveries, bool isProbe, bool hasMore)
{
    private readonly LinkedList<WebhookDelivery> open = new(deliveries);

    public WebhookTarget Target { get; } = target;

    /// <summary>Whether one is sent, to see whether the endpoint answers again.</summary>
    public bool IsProbe { get; } = isProbe;

    /// <summary>Whether there was more than was looked up.</summary>
    public bool HasMore { get; } = hasMore;

    /// <summary>Whether all of it was taken.</summary>
    public bool IsEmpty => open.Count == 0;

    /// <summary>Takes the next that may be sent beside what is under way; null where there is none.</summary>
    public WebhookDelivery? Take(IReadOnlySet<Guid> underWay)
    {
        // Those of a thing that is under way, and all that follow them.
        for (var node = open.First; node is not null; node = node.Next)
        {
            if (underWay.Contains(node.Value.ResourceId))
                continue;
            open.Remove(node);
            return node.Value;
        }

        return null;
    }

    /// <summary>Leaves out what concerns a thing of which a delivery has failed.</summary>
    public void Block(Guid resourceId)
    {
        for (var node = open.First; node is not null;)
        {
            var next = node.Next;
            if (node.Value.ResourceId == resourceId)
                open.Remove(node);
            node = next;
        }
    }
}
