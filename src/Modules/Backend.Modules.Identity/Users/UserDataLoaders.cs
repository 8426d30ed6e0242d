using Backend.Contracts.Identity;
using Backend.Contracts.Workspaces;
using Backend.GraphQL;
using Backend.Platform.Caching;
using Backend.Platform.Persistence;
using Backend.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Backend.Modules.Identity.Users;

internal static class UserDataLoaders
{
    /// <summary>By single users: a page names some of very many.</summary>
    public static CachedKind<IUser> Kept { get; } = new("identity", "users");

    /// <summary>Anybody, because an issue still names its creator when that person is no longer a member.</summary>
    [DataLoader(Implements = typeof(IUserByIdDataLoader))]
    public static Task<Dictionary<Guid, IUser>> GetUserByIdAsync(
        IReadOnlyList<Guid> ids, BackendDbContext db, ReadThroughCache cache, CancellationToken cancellationToken) =>
        cache.GetManyAsync(
            Kept, db, ids, unknown => db.Users.Where(user => unknown.Contains(user.Id)).ToDictionaryAsync(user => user.Id, IUser (user) => user, cancellationToken),
            cancellationToken);

    /// <summary>The viewer, and those who work with the viewer.</summary>
    [DataLoader]
    public static Task<Dictionary<Guid, User>> GetFellowByIdAsync(
        IReadOnlyList<Guid> ids, BackendDbContext db, Viewer viewer, IWorkspaceMembers members, CancellationToken cancellationToken)
    {
        var me = viewer.UserId;
        var visible = members.VisibleIds();
        return db.Users.Where(user => ids.Contains(user.Id) && (user.Id == me || visible.Contains(user.Id)))
            .ToDictionaryAsync(user => user.Id, cancellationToken);
    }
}
