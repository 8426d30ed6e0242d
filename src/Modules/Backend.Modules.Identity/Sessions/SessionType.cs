using Backend.GraphQL;
using Backend.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Backend.Modules.Identity.Sessions;

[ObjectType<Session>]
internal static class SessionType
{
    /// <summary>Whether it is the session of this request.</summary>
    public static bool GetIsCurrent([Parent] Session session, CurrentSession current) => session.Id == current.Id;

    /// <summary>What the viewer may do with it.</summary>
    public static SessionViewerCan GetViewerCan(Viewer viewer) => new(viewer.Scopes is null);

    [NodeResolver]
    public static DataLoaderResult<Session?> GetById(Guid id, SessionByIdDataLoader sessions) => sessions.Load(id);
}

/// <summary>What the viewer may do with a session.</summary>
/// <param name="Revoke">Sign out of it.</param>
internal sealed record SessionViewerCan(bool Revoke);

internal static class SessionDataLoaders
{
    /// <summary>The viewer's own.</summary>
    [DataLoader]
    public static Task<Dictionary<Guid, Session>> GetSessionByIdAsync(
        IReadOnlyList<Guid> ids, ViewerSessions sessions, CancellationToken cancellationToken) =>
        sessions.Query().Where(session => ids.Contains(session.Id)).ToDictionaryAsync(session => session.Id, cancellationToken);
}
