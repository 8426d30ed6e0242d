using Backend.Contracts.Identity;
using Backend.GraphQL;
using Backend.Platform.Errors;
using Backend.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Backend.Modules.Identity.Sessions;

[MutationType]
[Authorize]
[Error<NotFoundError>]
internal static class SessionMutations
{
    /// <summary>Signs the viewer out of one browser: its streams end at once.</summary>
    public static async Task<Session> SessionRevokeAsync(
        SessionRevokeInput input, Viewer viewer, ViewerSessions sessions, SessionEndings endings, TimeProvider clock, CancellationToken cancellationToken)
    {
        viewer.DemandPerson();
        var session = await sessions.Query().AsNoTracking().SingleOrDefaultAsync(session => session.Id == input.Id, cancellationToken)
            ?? throw new NotFoundException(nameof(Session), "input", "id");
        await endings.EndWithinAsync([session.Id], SessionEndReason.Revoked, cancellationToken);
        session.End(SessionEndReason.Revoked, clock.GetUtcNow());
        return session;
    }

    /// <summary>Signs the viewer out of all browsers, or of all others.</summary>
    public static async Task<SessionRevokeAllResult> SessionRevokeAllAsync(
        SessionRevokeAllInput input, Viewer viewer, ViewerSessions sessions, SessionEndings endings, CurrentSession current, CancellationToken cancellationToken)
    {
        viewer.DemandPerson();
        var keep = input.KeepCurrent ? current.Id : null;
        var ids = await sessions.Query().Where(session => session.Id != keep).Select(session => session.Id).ToListAsync(cancellationToken);
        await endings.EndWithinAsync(ids, SessionEndReason.Revoked, cancellationToken);
        return new SessionRevokeAllResult(ids.Count);
    }
}

/// <summary>Names a session to end.</summary>
internal sealed record SessionRevokeInput
{
    /// <summary>The session.</summary>
    [ID<Session>]
    public required Guid Id { get; init; }
}

/// <summary>Which sessions to end.</summary>
internal sealed record SessionRevokeAllInput
{
    /// <summary>Whether the session of this request goes on; of a caller with a token there is none.</summary>
    public bool KeepCurrent { get; init; }
}

/// <summary>What came of ending them.</summary>
/// <param name="RevokedCount">How many were ended.</param>
[Payload]
internal sealed record SessionRevokeAllResult(int RevokedCount);
