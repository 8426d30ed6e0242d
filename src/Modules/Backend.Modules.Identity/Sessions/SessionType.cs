using Backend.GraphQL;
using Microsoft.EntityFrameworkCore;

namespace Backend.Modules.Identity.Sessions;

[ObjectType<Session>]
internal static class SessionType
{
    /// <summary>Whether it is the session of this request.</summary>
    public static bool GetIsCurrent([Parent] Session session, CurrentSession current) => session.Id == current.Id;

    [NodeResolver]
    public static DataLoaderResult<Session?> GetById(Guid id, SessionByIdDataLoader sessions) => sessions.Load(id);
}

internal static class SessionDataLoaders
{
    /// <summary>The viewer's own.</summary>
    [DataLoader]
    public static Task<Dictionary<Guid, Session>> GetSessionByIdAsync(
        IReadOnlyList<Guid> ids, ViewerSessions sessions, CancellationToken cancellationToken) =>
        sessions.Query().Where(session => ids.Contains(session.Id)).ToDictionaryAsync(session => session.Id, cancellationToken);
}
