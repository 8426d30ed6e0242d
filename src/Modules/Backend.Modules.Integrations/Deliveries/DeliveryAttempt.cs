using System.Text.Json.Nodes;
using Backend.GraphQL;

namespace Backend.Modules.Integrations.Deliveries;

/// <summary>One attempt to deliver an event.</summary>
internal sealed class DeliveryAttempt : INode
{
    private DeliveryAttempt()
    {
    }

    [GraphQLIgnore]
    public Guid WorkspaceId { get; private init; }

    /// <inheritdoc />
    public Guid Id { get; private init; }

    [GraphQLIgnore]
    public Guid DeliveryId { get; private init; }

    /// <summary>Which attempt it is, from 1.</summary>
    public int Number { get; private init; }

    /// <summary>When it began.</summary>
    public DateTimeOffset StartedAt { get; private init; }

    /// <summary>How long it took, in milliseconds.</summary>
    public int DurationMs { get; private init; }

    /// <summary>The status that the receiver answered with; null where it did not answer.</summary>
    public int? StatusCode { get; private init; }

    /// <summary>Why it failed, such as <c>TIMEOUT</c>, <c>TLS_FAILED</c> or <c>HTTP_STATUS</c>; null where it succeeded.</summary>
    public string? ErrorCode { get; private init; }

    /// <summary>The first 4 KB of the answer, as text.</summary>
    public string? ResponseBody { get; private init; }

    [GraphQLIgnore]
    public string RequestHeadersJson { get; private init; } = "{}";

    [GraphQLIgnore]
    public string? ResponseHeadersJson { get; private init; }

    public static DeliveryAttempt Create(WebhookDelivery delivery, int number, DateTimeOffset startedAt, TimeSpan duration, AttemptOutcome outcome) => new()
    {
        WorkspaceId = delivery.WorkspaceId,
        Id = Guid.CreateVersion7(startedAt),
        DeliveryId = delivery.Id,
        Number = number,
        StartedAt = startedAt,
        DurationMs = (int)Math.Min(duration.TotalMilliseconds, int.MaxValue),
        StatusCode = outcome.StatusCode,
        ErrorCode = outcome.ErrorCode,
        ResponseBody = outcome.ResponseBody,
        RequestHeadersJson = outcome.RequestHeaders.ToJsonString(),
        ResponseHeadersJson = outcome.ResponseHeaders?.ToJsonString(),
    };
}

/// <summary>What came of an attempt.</summary>
/// <param name="StatusCode">The status of the answer; null where there was none.</param>
/// <param name="ErrorCode">Why it failed; null where it succeeded.</param>
internal sealed record AttemptOutcome(int? StatusCode, string? ErrorCode)
{
    public string? ResponseBody { get; init; }

    public JsonObject RequestHeaders { get; init; } = [];

    public JsonObject? ResponseHeaders { get; init; }

    /// <summary>How long the receiver asks to be left alone.</summary>
    public TimeSpan? RetryAfter { get; init; }

    public bool Succeeded => ErrorCode is null;

    /// <summary>Whether the receiver wants nothing any more.</summary>
    public bool IsGone => StatusCode == 410;
}
