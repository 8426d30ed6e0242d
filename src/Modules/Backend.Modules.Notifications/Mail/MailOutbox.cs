using Backend.Platform.Persistence;

namespace Backend.Modules.Notifications.Mail;

/// <summary>Takes mails into the current write; they go out once it is committed and they are due.</summary>
internal sealed class MailOutbox(BackendDbContext db, MailOutboxRows rows, MailSignal signal, MessageIds messageIds, TimeProvider clock)
{
    private const int BatchSize = 1_000;

    /// <summary>Adds mails of the session's workspace, a thousand in a statement.</summary>
    public async Task AddRangeAsync(IEnumerable<PlannedMail> mails, CancellationToken cancellationToken)
    {
        if (db.Database.CurrentTransaction is null || db.Session.WorkspaceId is not { } workspaceId)
            throw new InvalidOperationException("A mail is added in the write that it tells of, and belongs to a workspace: begin the one and enter the other first.");
        var now = clock.GetUtcNow();
        // In one order, so that two that add for the same people do not wait for each other in a circle.
        var planned = mails.GroupBy(mail => (mail.UserId, mail.Kind, mail.GroupingKey))
            .OrderBy(same => same.Key.UserId).ThenBy(same => same.Key.Kind).ThenBy(same => same.Key.GroupingKey, StringComparer.Ordinal)
            .Select(same => same.MinBy(mail => mail.DueAt)!);
        foreach (var batch in planned.Chunk(BatchSize))
        {
            var ids = batch.Select(_ => Guid.CreateVersion7(now)).ToArray();
            await rows.InsertAsync(workspaceId, [.. batch.Zip(ids, (mail, id) => new MailOutboxRow(id, messageIds.For(id), mail))], now, cancellationToken);
        }

        db.OnCommitted(signal.Notify);
    }
}
