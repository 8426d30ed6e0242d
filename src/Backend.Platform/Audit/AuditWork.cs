using Backend.Platform.Jobs;
using Backend.Platform.Persistence;
using Backend.Platform.Persistence.Statements;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Backend.Platform.Audit;

/// <summary>
/// Verifies every workspace's log once a day and seals the place up to where it is whole; then removes what is old. A log that
/// is broken is left as it is, and told of in the server's log until somebody has looked into it.
/// </summary>
internal sealed partial class AuditWork(
    BackendDbContext db, AuditVerifier verifier, AuditSeals seals, AuditRetention retention, AuditMeters meters, TimeProvider clock,
    ILogger<AuditWork> logger) : IRecurringWork
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await using var lifted = await db.LiftStatementTimeoutAsync(cancellationToken);
        foreach (var workspaceId in await db.Set<AuditHead>().AsNoTracking().Select(head => head.WorkspaceId).ToListAsync(cancellationToken))
        {
            try
            {
                await CheckAsync(workspaceId, cancellationToken);
            }
            catch (Exception error) when (!cancellationToken.IsCancellationRequested)
            {
                // A row that cannot even be read must not keep the others from being looked at.
                LogUnreadable(logger, workspaceId, error);
                db.ChangeTracker.Clear();
                await NoteAsync(workspaceId, isBroken: true, cancellationToken);
            }
        }

        meters.SetBrokenLogs(await db.Set<AuditFinding>().CountAsync(cancellationToken));
    }

    private async Task CheckAsync(Guid workspaceId, CancellationToken cancellationToken)
    {
        var found = await verifier.VerifyAsync(workspaceId, cancellationToken);
        if (found.Problem is { } problem)
        {
            LogBroken(logger, workspaceId, problem.Sequence, problem.Kind, found.Verified);
            await NoteAsync(workspaceId, isBroken: true, cancellationToken);
            return;
        }

        await NoteAsync(workspaceId, isBroken: false, cancellationToken);
        await SealAsync(workspaceId, new AuditPlace(found.Last, found.HeadHash), cancellationToken);
        var removed = await retention.RunAsync(workspaceId, cancellationToken);
        LogWhole(logger, workspaceId, found.Verified, removed, found.Last, Convert.ToHexStringLower(found.HeadHash));
    }

    // A log to which nothing was added since it was sealed, but the entry that says so, keeps its seal.
    private async Task SealAsync(Guid workspaceId, AuditPlace place, CancellationToken cancellationToken)
    {
        await using var write = await db.BeginWriteAsync(cancellationToken);
        var former = await db.Set<AuditSeal>().AsNoTracking().Where(seal => seal.WorkspaceId == workspaceId && seal.Kind == AuditSeal.Verified)
            .Select(seal => new { seal.Sequence, seal.Number }).SingleOrDefaultAsync(cancellationToken);
        if (former is { Number: > 0 } && former.Sequence + 1 >= place.Sequence)
            return;
        var seal = await seals.SealAsync(db, workspaceId, AuditSeal.Verified, place, cancellationToken);
        db.Record(workspaceId, AuditSeals.Record(seal));
        await db.SaveChangesAsync(cancellationToken);
        await write.CommitAsync(cancellationToken);
        db.ChangeTracker.Clear();
    }

    private async Task NoteAsync(Guid workspaceId, bool isBroken, CancellationToken cancellationToken)
    {
        await using var write = await db.BeginWriteAsync(cancellationToken);
        var finding = await db.Set<AuditFinding>().SingleOrDefaultAsync(one => one.WorkspaceId == workspaceId, cancellationToken);
        if (isBroken == finding is not null)
            return;
        if (finding is null)
            db.Add(new AuditFinding { WorkspaceId = workspaceId, FoundAt = clock.GetUtcNow() });
        else
            db.Remove(finding);
        await db.SaveChangesAsync(cancellationToken);
        await write.CommitAsync(cancellationToken);
        db.ChangeTracker.Clear();
    }

    [LoggerMessage(EventId = 4801, EventName = "AuditLogBroken", Level = LogLevel.Critical,
        Message = "The audit log of workspace {WorkspaceId} is broken at entry {Sequence}: {Problem}. The {Verified} entries before it are as they were written")]
    private static partial void LogBroken(ILogger logger, Guid workspaceId, long sequence, AuditProblemKind problem, long verified);

    [LoggerMessage(EventId = 4800, EventName = "AuditLogVerified", Level = LogLevel.Information,
        Message = "The audit log of workspace {WorkspaceId} is whole: {Verified} entries verified, {Removed} old ones removed; it ends with entry {Last}, {HeadHash}")]
    private static partial void LogWhole(ILogger logger, Guid workspaceId, long verified, int removed, long last, string headHash);

    [LoggerMessage(EventId = 4802, EventName = "AuditLogUnreadable", Level = LogLevel.Critical, Message = "The audit log of workspace {WorkspaceId} could not be verified")]
    private static partial void LogUnreadable(ILogger logger, Guid workspaceId, Exception error);
}
