using Backend.Contracts.Workspaces;
using Backend.Modules.Identity.Users;
using Backend.Platform.Persistence;

namespace Backend.Modules.Identity.ServiceAccounts;

/// <summary>The bots of the workspace.</summary>
internal sealed class VisibleServiceAccounts(BackendDbContext db, IWorkspaceMembers members)
{
    public IQueryable<User> Query()
    {
        var visible = members.VisibleIds();
        return db.Users.Where(user => user.IsBot && visible.Contains(user.Id));
    }
}
