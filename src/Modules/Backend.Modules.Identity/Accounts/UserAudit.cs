using Backend.Contracts.Workspaces;
using Backend.Platform.Audit;
using Backend.Platform.Persistence;

namespace Backend.Modules.Identity.Accounts;

/// <summary>
/// Brings what concerns a person, and no single workspace, such as a sign-in, into the log of every workspace of which the
/// person is a member: whoever answers for a workspace must see who came in, and there is no log that stands above them.
/// </summary>
internal sealed class UserAudit(BackendDbContext db, DatabaseScope scope, IWorkspaceDirectory workspaces, DenialBudget budget)
{
    /// <summary>In how many logs an entry is written; of somebody with more, in those of the workspaces joined first.</summary>
    public const int MostWorkspaces = 100;

    /// <summary>Ascribes what the scope writes to a person, unless it is somebody's already.</summary>
    public void ActAs(Guid userId) => db.Session = db.Session.ActorId is null ? new DataSession(db.Session.WorkspaceId, userId, scope.RequestId) : db.Session;

    /// <summary>Writes it with the next save.</summary>
    public async Task RecordAsync(Guid userId, AuditRecord record, CancellationToken cancellationToken)
    {
        foreach (var workspaceId in await workspaces.ListIdsOfAsync(userId, MostWorkspaces, cancellationToken))
            db.Record(workspaceId, record);
    }

    /// <summary>Writes what somebody was refused, in a write of its own, so many times a minute.</summary>
    public async Task RefuseAsync(Guid userId, AuditRecord record, CancellationToken cancellationToken)
    {
        if (!budget.TryTake(Guid.Empty, userId, out var untold))
            return;
        if (untold > 0)
            record.Details!["untold"] = untold;
        ActAs(userId);
        await using var write = await db.BeginWriteAsync(cancellationToken);
        await RecordAsync(userId, record, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await write.CommitAsync(cancellationToken);
    }
}
