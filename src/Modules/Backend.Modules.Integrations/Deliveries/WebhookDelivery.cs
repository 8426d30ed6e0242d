using System.Buffers.Binary;
using System.Security.Cryptography;
using Backend.GraphQL;
using Backend.Platform.Events;

namespace Backend.Modules.Integrations.Deliveries;

/// <summary>An event that an endpoint is told of.</summary>
internal sealed class WebhookDelivery : INode
{
    private WebhookDelivery()
    {
    }

    [GraphQLIgnore]
    public Guid WorkspaceId { get; private init; }

    /// <inheritdoc />
    public Guid Id { get; private init; }

    /// <summary>The endpoint.</summary>
    public Guid EndpointId { get; private init; }

    /// <summary>As whom it was written: what this person may see.</summary>
    [GraphQLIgnore]
    public Guid OwnerId { get; private set; }

    [GraphQLIgnore]
    public Guid? TokenId { get; private set; }

    /// <summary>The event's type, such as <c>issue.updated</c>.</summary>
    public string Type { get; private init; } = string.Empty;

    /// <summary>The place of the event in the workspace's change feed; 0 for a test.</summary>
    public SyncId SyncId => new(Sequence);

    internal long Sequence { get; private init; }

    /// <summary>What is kept in order: the issue, for what concerns an issue or its comments, else the object itself.</summary>
    [GraphQLIgnore]
    public Guid ResourceId { get; private init; }

    /// <summary>What is sent, exactly so at each attempt.</summary>
    public string Payload { get; private set; } = string.Empty;

    [GraphQLIgnore]
    public string? TraceParent { get; private init; }

    /// <summary>What has become of it.</summary>
    public WebhookDeliveryStatus Status { get; private set; }

    /// <summary>How often it was tried.</summary>
    public int AttemptCount { get; private set; }

    /// <summary>How often since it was last begun: what the pause before the next attempt goes by.</summary>
    [GraphQLIgnore]
    public int Tries { get; private set; }

    /// <summary>When it is tried next, or was to be.</summary>
    public DateTimeOffset NextAttemptAt { get; private set; }

    /// <summary>When the event happened.</summary>
    public DateTimeOffset OccurredAt { get; private init; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset CreatedAt { get; private init; }

    /// <summary>When it succeeded, or was given up; null while it waits.</summary>
    public DateTimeOffset? FinishedAt { get; private set; }

    /// <summary>Why it has not succeeded, such as <c>TIMEOUT</c> or <c>HTTP_STATUS</c>; null where it has, or was not tried.</summary>
    public string? ErrorCode { get; private set; }

    /// <summary>The header <c>webhook-id</c>, by which a receiver knows what it has had already.</summary>
    [GraphQLIgnore]
    public string WebhookId => GlobalId.Format(nameof(WebhookDelivery), Id);

    /// <summary>Whether it is sent for the first time, or for the first time again.</summary>
    [GraphQLIgnore]
    public bool IsFirst => Tries == 0;

    /// <summary>Whether it tells of nothing but itself.</summary>
    [GraphQLIgnore]
    public bool IsTest => Sequence == 0;

    public static WebhookDelivery Create(Guid endpointId, Guid ownerId, Guid? tokenId, PlatformEvent change, string type, Guid resourceId, string payload, DateTimeOffset now) => new()
    {
        WorkspaceId = change.WorkspaceId,
        Id = IdOf(endpointId, change),
        EndpointId = endpointId,
        OwnerId = ownerId,
        TokenId = tokenId,
        Type = type,
        Sequence = change.Sequence,
        ResourceId = resourceId,
        Payload = payload,
        TraceParent = change.TraceParent,
        NextAttemptAt = now,
        OccurredAt = change.OccurredAt,
        CreatedAt = now,
    };

    public static WebhookDelivery CreateTest(Guid workspaceId, Guid endpointId, Guid ownerId, Guid? tokenId, string type, string payload, DateTimeOffset now)
    {
        var id = Guid.CreateVersion7(now);
        return new WebhookDelivery
        {
            WorkspaceId = workspaceId,
            Id = id,
            EndpointId = endpointId,
            OwnerId = ownerId,
            TokenId = tokenId,
            Type = type,
            ResourceId = id,
            Payload = payload,
            TraceParent = Platform.Telemetry.TraceParent.Current,
            NextAttemptAt = now,
            OccurredAt = now,
            CreatedAt = now,
        };
    }

    /// <summary>The same for one event and one endpoint for ever, also where the delivery was deleted and is made once more.</summary>
    public static Guid IdOf(Guid endpointId, PlatformEvent change)
    {
        Span<byte> key = stackalloc byte[24];
        endpointId.TryWriteBytes(key, bigEndian: true, out _);
        BinaryPrimitives.WriteInt64BigEndian(key[16..], change.Sequence);
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(key, hash);
        // A UUID of version 7, whose time is the event's (RFC 9562, 5.7).
        Span<byte> bytes = stackalloc byte[16];
        hash[..16].CopyTo(bytes);
        Span<byte> time = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(time, change.OccurredAt.ToUnixTimeMilliseconds());
        time[2..].CopyTo(bytes);
        bytes[6] = (byte)(0x70 | (bytes[6] & 0x0F));
        bytes[8] = (byte)(0x80 | (bytes[8] & 0x3F));
        return new Guid(bytes, bigEndian: true);
    }

    /// <summary>Sends it anew, with all its attempts.</summary>
    public void Begin(DateTimeOffset now)
    {
        (Status, Tries, NextAttemptAt, FinishedAt) = (WebhookDeliveryStatus.Pending, 0, now, null);
    }

    /// <summary>Sends it anew as somebody else, with what that person may see.</summary>
    public void BeginAs(Guid ownerId, Guid? tokenId, string payload, DateTimeOffset now)
    {
        // What was written once is sent as it was, as long as it is the same person's.
        if (ownerId != OwnerId || tokenId != TokenId)
            (OwnerId, TokenId, Payload) = (ownerId, tokenId, payload);
        Begin(now);
    }

    /// <summary>Notes an attempt.</summary>
    public void Tried() => (AttemptCount, Tries) = (AttemptCount + 1, Tries + 1);

    public void Succeed(DateTimeOffset now) => (Status, FinishedAt, ErrorCode) = (WebhookDeliveryStatus.Succeeded, now, null);

    public void Again(string error, DateTimeOffset at) => (ErrorCode, NextAttemptAt) = (error, at);

    public void GiveUp(WebhookDeliveryStatus status, string error, DateTimeOffset now) => (Status, FinishedAt, ErrorCode) = (status, now, error);
}
