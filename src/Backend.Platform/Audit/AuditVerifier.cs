using System.Runtime.CompilerServices;
using Backend.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Backend.Platform.Audit;

/// <summary>
/// Verifies a workspace's log: each entry by its own hash and by that of the one before, the end by the head, the beginning and
/// what was found whole before by their seals.
/// </summary>
public sealed class AuditVerifier
{
    private const int BatchSize = 1_000;

    private readonly BackendDbContext db;
    private readonly AuditSeals seals;

    internal AuditVerifier(BackendDbContext db, AuditSeals seals) => (this.db, this.seals) = (db, seals);

    /// <summary>Verifies all entries, in batches.</summary>
    public async Task<AuditVerification> VerifyAsync(Guid workspaceId, CancellationToken cancellationToken)
    {
        while (true)
        {
            var start = await FindSealAsync(workspaceId, AuditSeal.Start, cancellationToken);
            var found = await VerifyAsync(workspaceId, start, cancellationToken);
            // The retention may have removed the beginning while it was read.
            if (found.Problem is null || (await FindSealAsync(workspaceId, AuditSeal.Start, cancellationToken))?.Sequence == start?.Sequence)
                return found;
        }
    }

    private async Task<AuditVerification> VerifyAsync(Guid workspaceId, AuditSeal? start, CancellationToken cancellationToken)
    {
        // Before the head: what is written, or sealed by another node, meanwhile is behind both.
        var known = await FindSealAsync(workspaceId, AuditSeal.Verified, cancellationToken);
        var last = await Entries(workspaceId).MaxAsync(entry => (long?)entry.Sequence, cancellationToken) ?? 0;
        var head = await db.Set<AuditHead>().AsNoTracking().SingleOrDefaultAsync(one => one.WorkspaceId == workspaceId, cancellationToken);
        var end = new AuditPlace(head?.Sequence ?? 0, head?.Hash ?? AuditHash.Genesis);
        var reached = start is null ? new AuditPlace(0, AuditHash.Genesis) : new AuditPlace(start.Sequence, start.Hash);
        var first = reached.Sequence + 1;
        var (sealedTimes, sealedAt) = (0L, 0L);
        if (start is not null && !seals.IsGenuine(start))
            return Result(Wrong(AuditProblemKind.Resealed, start.Sequence));
        if (known is not null && (!seals.IsGenuine(known) || known.Sequence > end.Sequence))
            return Result(known.Sequence > end.Sequence && seals.IsGenuine(known)
                ? Wrong(AuditProblemKind.Removed, end.Sequence + 1) : Wrong(AuditProblemKind.Resealed, known.Sequence));

        if (await Entries(workspaceId).Where(entry => entry.Sequence < first).MinAsync(entry => (long?)entry.Sequence, cancellationToken) is { } stray)
            return Result(Wrong(AuditProblemKind.Added, stray));
        await foreach (var entry in ReadAsync(workspaceId, reached.Sequence, end.Sequence, cancellationToken))
        {
            if (entry.Sequence != reached.Sequence + 1)
                return Result(Wrong(AuditProblemKind.Removed, reached.Sequence + 1));
            if (!entry.PreviousHash.AsSpan().SequenceEqual(reached.Hash) || !AuditHash.Of(entry).AsSpan().SequenceEqual(entry.Hash))
                return Result(Wrong(await JudgeAsync(entry, cancellationToken), entry.Sequence));
            reached = new AuditPlace(entry.Sequence, entry.Hash);
            if (known?.Sequence == reached.Sequence && !known.Hash.AsSpan().SequenceEqual(reached.Hash))
                return Result(Wrong(AuditProblemKind.Resealed, reached.Sequence));
            if (AuditSeals.NumberOf(entry) is { } number)
                (sealedTimes, sealedAt) = (number, entry.Sequence);
        }

        if (reached.Sequence < end.Sequence)
            return Result(Wrong(AuditProblemKind.Removed, reached.Sequence + 1));
        if (!reached.Hash.AsSpan().SequenceEqual(end.Hash))
            return Result(Wrong(AuditProblemKind.Edited, reached.Sequence));
        // It may have been sealed by another node meanwhile.
        if (sealedTimes > (known?.Number ?? 0) && sealedTimes > ((await FindSealAsync(workspaceId, AuditSeal.Verified, cancellationToken))?.Number ?? 0))
            return Result(Wrong(AuditProblemKind.Unsealed, sealedAt));
        return Result(last > end.Sequence ? Wrong(AuditProblemKind.Added, end.Sequence + 1) : null);

        static AuditProblem Wrong(AuditProblemKind kind, long sequence) => new(kind, (int)Math.Clamp(sequence, int.MinValue, int.MaxValue));

        AuditVerification Result(AuditProblem? problem) => new(first, end.Sequence, reached.Sequence - first + 1, end.Hash, problem);
    }

    // One that was written for another place bears the hash of what stands before that place.
    private async Task<AuditProblemKind> JudgeAsync(AuditRow entry, CancellationToken cancellationToken)
    {
        var places = await Entries(entry.WorkspaceId).Where(other => other.Hash == entry.PreviousHash).Select(other => other.Sequence).Take(2).ToListAsync(cancellationToken);
        if (entry.PreviousHash.AsSpan().SequenceEqual(AuditHash.Genesis))
            places.Add(0);
        // Either may have been moved: where it would fit shows that it was not edited.
        foreach (var place in places.Append(entry.Sequence - 2).Append(entry.Sequence))
        {
            if (place + 1 != entry.Sequence && AuditHash.Of(entry, place + 1).AsSpan().SequenceEqual(entry.Hash))
                return AuditProblemKind.Reordered;
        }

        return AuditProblemKind.Edited;
    }

    private async IAsyncEnumerable<AuditRow> ReadAsync(Guid workspaceId, long after, long last, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (true)
        {
            var batch = await Entries(workspaceId).Where(entry => entry.Sequence > after && entry.Sequence <= last)
                .OrderBy(entry => entry.Sequence).Take(BatchSize).ToListAsync(cancellationToken);
            foreach (var entry in batch)
                yield return entry;
            if (batch.Count < BatchSize)
                yield break;
            after = batch[^1].Sequence;
        }
    }

    private IQueryable<AuditRow> Entries(Guid workspaceId) => db.Set<AuditRow>().AsNoTracking().Where(entry => entry.WorkspaceId == workspaceId);

    private Task<AuditSeal?> FindSealAsync(Guid workspaceId, string kind, CancellationToken cancellationToken) =>
        db.Set<AuditSeal>().AsNoTracking().SingleOrDefaultAsync(one => one.WorkspaceId == workspaceId && one.Kind == kind, cancellationToken);
}
