namespace Backend.Modules.Integrations.Sending;

/// <summary>How sending to an endpoint goes, apart from the endpoint itself: it changes with every attempt, and is nobody's doing.</summary>
internal sealed class WebhookSending
{
    public required Guid WorkspaceId { get; init; }

    public required Guid EndpointId { get; init; }

    /// <summary>Who sends: one worker at a time, so that what concerns one thing stays in order.</summary>
    public Guid? LeaseId { get; private set; }

    /// <summary>Until when the holder need not say that it still sends.</summary>
    public DateTimeOffset? LeaseUntil { get; private set; }

    /// <summary>How many attempts have failed since the last that succeeded.</summary>
    public int ConsecutiveFailures { get; private set; }

    /// <summary>When the first of them was.</summary>
    public DateTimeOffset? FailingSince { get; private set; }

    /// <summary>Until when it is left alone, because it fails again and again.</summary>
    public DateTimeOffset? RetryAt { get; private set; }

    public DateTimeOffset? LastSuccessAt { get; private set; }

    public DateTimeOffset? LastFailureAt { get; private set; }
}
