using Backend.Modules.Identity.ServiceAccounts;
using Backend.Platform.Persistence;
using Backend.Platform.Security;

namespace Backend.Modules.Identity.Tokens;

/// <summary>The tokens of the workspace that the viewer may know of: one's own and, for who manages service accounts, theirs.</summary>
internal sealed class VisibleTokens(BackendDbContext db, Viewer viewer, VisibleServiceAccounts serviceAccounts)
{
    public IQueryable<PersonalToken> Query()
    {
        var me = viewer.UserId;
        if (!viewer.Can(ServiceAccountPermissions.Manage))
            return db.PersonalTokens.Where(token => token.UserId == me);
        var managed = serviceAccounts.Query().Select(account => account.Id);
        return db.PersonalTokens.Where(token => token.UserId == me || managed.Contains(token.UserId));
    }
}
