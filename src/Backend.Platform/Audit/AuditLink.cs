using Backend.Platform.Persistence;

namespace Backend.Platform.Audit;

/// <summary>Adds entries to the end of a workspace's log, one hash after the other.</summary>
internal sealed class AuditLink(BackendDbContext db, Guid workspaceId, AuditPlace head, int count, DateTimeOffset now)
{
    private readonly AuditOrigin origin = db.Scope?.Origin ?? AuditOrigin.System;
    // As the databases keep it: what is read again must have the same hash.
    private readonly DateTimeOffset occurredAt = now.ToUniversalTime().AddTicks(-(now.Ticks % TimeSpan.TicksPerMicrosecond));
    private long sequence = head.Sequence - count;
    private byte[] hash = head.Hash;

    /// <summary>Adds an entry, to be saved with the rest.</summary>
    public void Add(string action, Guid? targetId, string? before, string? after, long? eventSequence)
    {
        sequence++;
        var entry = new AuditRow
        {
            WorkspaceId = workspaceId,
            Sequence = sequence,
            Id = AuditRow.IdOf(sequence),
            Action = action,
            ActorId = db.Session.ActorId,
            Via = origin.Via,
            TargetId = targetId,
            EventSequence = eventSequence,
            Before = before,
            After = after,
            Ip = origin.Ip,
            RequestId = db.Session.RequestId,
            OccurredAt = occurredAt,
            PreviousHash = hash,
        };
        entry.Hash = hash = AuditHash.Of(entry);
        db.Add(entry);
    }

    /// <summary>Moves the head to the last entry, whose hash is saved with the rest.</summary>
    public void Close()
    {
        var end = db.ChangeTracker.EntriesAsDetected<AuditHead>().FirstOrDefault(entry => entry.Entity.WorkspaceId == workspaceId)
            ?? db.Attach(new AuditHead { WorkspaceId = workspaceId, Hash = head.Hash });
        end.Entity.Hash = hash;
        end.Property(one => one.Hash).IsModified = true;
    }
}
