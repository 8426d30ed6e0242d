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
internal sealed partial class AuditWork(BackendDbContext db, AuditVerifier verifier, AuditSeals seals, AuditRetention retention, ILogger<AuditWork> logger)
    : IRecurringWork
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
            }
        }
    }

    private async Task CheckAsync(Guid workspaceId, CancellationToken cancellationToken)
    {
        var found = await verifier.VerifyAsync(workspaceId, cancellationToken);
        if (found.Problem is { } problem)
        {
            LogBroken(logger, workspaceId, problem.Sequence, problem.Kind, found.Verified);
            return;
        }

        await SealAsync(workspaceId, new AuditPlace(found.Last, found.HeadHash), cancellationToken);
        var removed = await retention.RunAsync(workspaceId, cancellationToken);
        LogWhole(logger, workspaceId, found.Verified, removed, found.Last, Convert.ToHexStringLower(found.HeadHash));
    }

    private async Task SealAsync(Guid workspaceId, AuditPlace place, CancellationToken cancellationToken)
    {
        await using var write = await db.BeginWriteAsync(cancellationToken);
        await seals.SealAsync(db, workspaceId, AuditSeal.Verified, place, cancellationToken);
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
