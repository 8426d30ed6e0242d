using Backend.GraphQL;

namespace Backend.Modules.Identity.Sessions;

[QueryType]
internal static class SessionQueries
{
    /// <summary>The browsers in which the viewer is signed in, the one used last first.</summary>
    [Authorize]
    [UseConnection]
    public static Task<Connection<Session>> GetSessionsAsync(PageArguments page, ViewerSessions sessions, CancellationToken cancellationToken) =>
        sessions.Query().ToConnectionAsync(page, new SortKeys<Session>().Add(session => session.LastSeenAt, SortDirection.Desc), cancellationToken);
}
