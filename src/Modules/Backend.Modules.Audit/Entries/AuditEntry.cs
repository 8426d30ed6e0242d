using System.Text.Json.Nodes;
using Backend.GraphQL;
using Backend.Platform.Audit;
using Backend.Platform.Events;
using Backend.Platform.Live;

namespace Backend.Modules.Audit.Entries;

/// <summary>
/// Something that was done in the workspace, or that somebody tried to do. Entries are chained: each holds the hash of the one
/// before, so that none can be edited, removed or moved unseen.
/// </summary>
/// <param name="row">The entry.</param>
/// <param name="change">The change that it tells of, as the viewer sees it; null where it tells of none.</param>
internal sealed class AuditEntry(AuditRow row, VisibleChange? change) : INode
{
    /// <inheritdoc />
    public Guid Id { get; } = row.Id;

    /// <summary>Its place in the workspace's log, from 1. The places of entries that the viewer may not see are left out.</summary>
    public int Sequence { get; } = checked((int)row.Sequence);

    /// <summary>What was done, such as <c>issue.updated</c>, or <c>access.denied</c> for what was refused.</summary>
    public string Action { get; } = row.Action;

    /// <summary>By what means.</summary>
    public AuditVia Via { get; } = row.Via;

    /// <summary>The global id of the object it was done to, also of one that is gone; null where there is none.</summary>
    [ID]
    public string? TargetId { get; } = change is not null ? GlobalId.Format(change.TypeName, change.Event.Subject)
        : row.TargetId is { } target && AuditTargets.TypeOf(row.Action) is { } type ? GlobalId.Format(type, target) : null;

    /// <summary>The fields that changed, with their values before and after; empty for what was created or deleted.</summary>
    public IReadOnlyList<FieldChange> Changes { get; } = change?.Changes ?? [];

    /// <summary>What else is to be known of what was no change, such as the fields that were refused; null for a change.</summary>
    public JsonNode? Details { get; } = row.EventSequence is null && row.After is { } details ? JsonNode.Parse(details) : null;

    /// <summary>The address that it was done from, of version 6 the network; null where it came from no request.</summary>
    public string? Ip { get; } = row.Ip;

    /// <summary>The request that did it; null where none did.</summary>
    public string? RequestId { get; } = row.RequestId;

    /// <summary>The hash of the entry before, in hexadecimal.</summary>
    public string PreviousHash { get; } = Convert.ToHexStringLower(row.PreviousHash);

    /// <summary>The hash of this entry, in hexadecimal.</summary>
    public string Hash { get; } = Convert.ToHexStringLower(row.Hash);

    /// <summary>When.</summary>
    public DateTimeOffset OccurredAt { get; } = row.OccurredAt;

    [GraphQLIgnore]
    public Guid? ActorId { get; } = row.ActorId;
}
