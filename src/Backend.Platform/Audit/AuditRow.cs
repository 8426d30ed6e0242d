using System.Buffers.Binary;
using Backend.GraphQL;
using Backend.Platform.Events;

namespace Backend.Platform.Audit;

/// <summary>
/// Something that was done in the workspace, or that somebody tried to do. Entries are chained: each holds the hash of the one
/// before, so that none can be edited, removed or moved unseen.
/// </summary>
public sealed class AuditRow : INode
{
    /// <summary>The workspace.</summary>
    public required Guid WorkspaceId { get; init; }

    /// <summary>The place in the workspace's log, from 1; without gaps.</summary>
    public required long Sequence { get; init; }

    /// <inheritdoc />
    public Guid Id { get; init; }

    /// <summary>What was done, such as <c>issue.updated</c>, or <c>access.denied</c> for what was refused.</summary>
    public required string Action { get; init; }

    /// <summary>The user who did it; null for the system.</summary>
    public Guid? ActorId { get; init; }

    /// <summary>By what means.</summary>
    public required AuditVia Via { get; init; }

    /// <summary>The object it was done to; null where there is none.</summary>
    public Guid? TargetId { get; init; }

    /// <summary>The change of the change feed that it tells of; null where it is none.</summary>
    public long? EventSequence { get; init; }

    /// <summary>The old values by field, as JSON; null where there are none.</summary>
    public string? Before { get; init; }

    /// <summary>The new values by field, or what else is to be known, as JSON; null where there is nothing.</summary>
    public string? After { get; init; }

    /// <summary>The address that it was done from, of version 6 the network; null where it came from no request.</summary>
    public string? Ip { get; init; }

    /// <summary>The request that did it; null where none did.</summary>
    public string? RequestId { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset OccurredAt { get; init; }

    /// <summary>The hash of the entry before.</summary>
    public byte[] PreviousHash { get; init; } = [];

    /// <summary>The hash of this entry, over <see cref="PreviousHash"/> and everything else in it.</summary>
    public byte[] Hash { get; internal set; } = [];

    /// <summary>The id of the entry at a place. It is made of the place, and so needs no index to be found by.</summary>
    public static Guid IdOf(long sequence)
    {
        Span<byte> bytes = stackalloc byte[16];
        // A UUID of version 8, which is free to hold anything.
        (bytes[6], bytes[8]) = (0x80, 0x80);
        BinaryPrimitives.WriteInt64BigEndian(bytes[8..], sequence | long.MinValue);
        return new Guid(bytes, bigEndian: true);
    }

    /// <summary>The place of an entry by its id.</summary>
    public static long SequenceOf(Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        return BinaryPrimitives.ReadInt64BigEndian(bytes[8..]) & long.MaxValue;
    }

    /// <summary>The change that it tells of, as it stood in the change feed; null where it tells of none.</summary>
    public PlatformEvent? ToEvent() => EventSequence is null || TargetId is null ? null : new PlatformEvent
    {
        WorkspaceId = WorkspaceId,
        // By its own place: who asks which changes may be seen tells them apart by this.
        Sequence = Sequence,
        Type = Action,
        Subject = TargetId.Value,
        Data = After ?? "{}",
        Before = Before,
        ActorId = ActorId,
        RequestId = RequestId,
        OccurredAt = OccurredAt,
    };
}
