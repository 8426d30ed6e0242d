using System.Linq.Expressions;
using Backend.Contracts.Identity;
using Backend.Modules.Identity.Accounts;
using Backend.Platform.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Backend.Modules.Identity.Sessions;

/// <summary>Ends sessions: their tokens are forgotten, and what they have open is closed.</summary>
internal sealed partial class SessionEndings(BackendDbContext db, OpenSessions open, UserAudit audit, TimeProvider clock, ILogger<SessionEndings> logger)
{
    /// <summary>Ends those that a condition finds.</summary>
    /// <returns>How many; null where the message that asks for it was heard before.</returns>
    public async Task<int?> EndAsync(
        Expression<Func<Session, bool>> which, SessionEndReason reason, HeardSignOut? heard, CancellationToken cancellationToken)
    {
        await using var write = await db.BeginWriteAsync(cancellationToken);
        if (heard is not null && !await HearAsync(heard, cancellationToken))
            return null;
        var ids = await db.Sessions.Where(which).Where(session => session.EndedAt == null).Select(session => session.Id).ToListAsync(cancellationToken);
        await EndWithinAsync(ids, reason, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await write.CommitAsync(cancellationToken);
        return ids.Count;
    }

    /// <summary>Ends some, within the caller's write, which saves what the audit log says of it.</summary>
    public async Task EndWithinAsync(IReadOnlyList<Guid> ids, SessionEndReason reason, CancellationToken cancellationToken)
    {
        if (ids.Count == 0)
            return;
        var now = clock.GetUtcNow();
        var persons = await db.Sessions.Where(session => ids.Contains(session.Id) && session.EndedAt == null)
            .Select(session => new { session.Id, session.UserId }).ToListAsync(cancellationToken);
        await db.Sessions.Where(session => ids.Contains(session.Id) && session.EndedAt == null).ExecuteUpdateAsync(
            set => set.SetProperty(session => session.EndedAt, now)
                .SetProperty(session => session.EndReason, reason)
                .SetProperty(session => session.Tokens, (string?)null),
            cancellationToken);
        foreach (var person in persons.GroupBy(session => session.UserId))
        {
            // What a provider ends, nobody here has done.
            if (reason is SessionEndReason.SignedOut or SessionEndReason.Replaced)
                audit.ActAs(person.Key);
            await audit.RecordAsync(person.Key, SessionRecords.Ended(person.Key, [.. person.Select(session => session.Id)], reason), cancellationToken);
        }

        db.OnCommitted(() =>
        {
            open.End(ids);
            foreach (var id in ids)
                LogEnded(logger, id, reason);
        });
    }

    private async Task<bool> HearAsync(HeardSignOut heard, CancellationToken cancellationToken)
    {
        if (await db.HeardSignOuts.AnyAsync(known => known.Issuer == heard.Issuer && known.Message == heard.Message, cancellationToken))
            return false;
        db.Add(heard);
        try
        {
            await db.SaveChangesAsync(cancellationToken);
            return true;
        }
        catch (DbUpdateException error) when (DatabaseFailures.IsConflict(error))
        {
            return false;
        }
    }

    [LoggerMessage(EventId = 2101, EventName = "SessionEnded", Level = LogLevel.Information, Message = "The session {SessionId} has ended: {Reason}")]
    private static partial void LogEnded(ILogger logger, Guid sessionId, SessionEndReason reason);
}
