using Backend.Contracts.Identity;
using Backend.Contracts.Workspaces;
using Backend.GraphQL;
using Backend.Modules.Access.Roles;
using Backend.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Backend.Modules.Access.Grants;

[ObjectType<Grant>]
internal static class GrantType
{
    /// <summary>Who has it; null where a team or a token does.</summary>
    public static DataLoaderResult<IUser?> GetUser([Parent] Grant grant, IUserByIdDataLoader users) => users.Load(grant.UserId);

    /// <summary>The team whose members have it; null where a single person or a token does.</summary>
    public static DataLoaderResult<ITeam?> GetTeam([Parent] Grant grant, ITeamByIdDataLoader teams) => teams.Load(grant.TeamId);

    /// <summary>The token of a service account that has it; null where a person or a team does, and for who does not manage service accounts.</summary>
    public static DataLoaderResult<IPersonalToken?> GetToken([Parent] Grant grant, IPersonalTokenByIdDataLoader tokens) => tokens.Load(grant.TokenId);

    /// <summary>The role.</summary>
    public static DataLoaderResult<Role> GetRole([Parent] Grant grant, RoleByIdDataLoader roles) => roles.LoadRequired(grant.RoleId);

    /// <summary>Who gave it; null for the system.</summary>
    public static DataLoaderResult<IUser?> GetCreator([Parent] Grant grant, IUserByIdDataLoader users) => users.Load(grant.CreatorId);

    /// <summary>What the viewer may do with it.</summary>
    public static GrantViewerCan GetViewerCan(Viewer viewer) => new(viewer.Can(AccessPermissions.Manage));

    [NodeResolver]
    public static DataLoaderResult<Grant?> GetById(Guid id, GrantByIdDataLoader grants) => grants.Load(id);
}

/// <summary>What the viewer may do with a grant.</summary>
/// <param name="Revoke">Take it back.</param>
internal sealed record GrantViewerCan(bool Revoke);

internal static class GrantDataLoaders
{
    [DataLoader]
    public static Task<Dictionary<Guid, Grant>> GetGrantByIdAsync(IReadOnlyList<Guid> ids, VisibleGrants grants, CancellationToken cancellationToken) =>
        grants.Query().Where(grant => ids.Contains(grant.Id)).ToDictionaryAsync(grant => grant.Id, cancellationToken);
}

[QueryType]
internal static class GrantQueries
{
    /// <summary>The grants of the workspace, the latest first: all for those who manage access, one's own for everybody else.</summary>
    /// <param name="userId">Only those of a person; those of the person's teams are not among them.</param>
    /// <param name="resourceId">Only those on one thing: the workspace, a team or an issue.</param>
    [Authorize]
    [UseConnection]
    public static async Task<Connection<Grant>> GetGrantsAsync(
        [ID<IUser>] Guid? userId, [ID] string? resourceId, PageArguments page, VisibleGrants grants, GrantResources resources, CancellationToken cancellationToken)
    {
        var found = grants.Query();
        if (userId is not null)
            found = found.Where(grant => grant.UserId == userId);
        if (resourceId is not null)
        {
            var resource = await resources.GetAsync(resourceId, ["resourceId"], cancellationToken);
            found = found.Where(grant => grant.ResourceKind == resource.Kind && grant.ResourceId == resource.Id);
        }

        return await found.ToConnectionAsync(page, new SortKeys<Grant>().Add(grant => grant.CreatedAt, SortDirection.Desc), cancellationToken);
    }
}
