using Backend.Platform.Persistence;
using Backend.Platform.Security;
using Microsoft.Extensions.Options;

namespace Backend.Modules.Identity.Sessions;

/// <summary>The viewer's own sessions that go on: nobody sees anybody else's.</summary>
internal sealed class ViewerSessions(BackendDbContext db, Viewer viewer, IOptions<SessionOptions> options, TimeProvider clock)
{
    public IQueryable<Session> Query()
    {
        var (me, now) = (viewer.UserId, clock.GetUtcNow());
        var unusedSince = now - options.Value.IdleTimeout;
        return db.Sessions.Where(session => session.UserId == me && session.EndedAt == null && session.ExpiresAt > now && session.LastSeenAt > unusedSince);
    }
}
