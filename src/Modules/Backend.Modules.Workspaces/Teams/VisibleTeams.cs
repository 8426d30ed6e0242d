using Backend.Contracts.Access;
using Backend.Contracts.Workspaces;
using Backend.GraphQL;
using Backend.Platform.Persistence;
using Backend.Platform.Security;

namespace Backend.Modules.Workspaces.Teams;

/// <summary>Which teams the viewer may see: the one place that says so.</summary>
internal sealed class VisibleTeams(BackendDbContext db, Viewer viewer, IAccessPolicy access)
{
    public IQueryable<Team> Query() => Query(TeamPermissions.Read);

    /// <summary>The teams with all of whose things the viewer may do something.</summary>
    public IQueryable<Team> Query(string permission)
    {
        var granted = access.GrantedTeams(permission);
        if (!viewer.Can(permission) || access.HasOnlyGrants)
            return db.Teams.Where(team => granted.Contains(team.Id));
        var added = AddedIds();
        return (viewer.Role, granted.Count) switch
        {
            (null, _) => db.Teams.Where(_ => false),
            (BuiltInRoles.Guest, 0) => db.Teams.Where(team => added.Contains(team.Id)),
            (BuiltInRoles.Guest, _) => db.Teams.Where(team => added.Contains(team.Id) || granted.Contains(team.Id)),
            (_, 0) => db.Teams.Where(team => team.Visibility == TeamVisibility.Public || added.Contains(team.Id)),
            _ => db.Teams.Where(team => team.Visibility == TeamVisibility.Public || added.Contains(team.Id) || granted.Contains(team.Id)),
        };
    }

    /// <summary>The teams that the viewer was added to.</summary>
    public IQueryable<Guid> AddedIds()
    {
        var me = viewer.UserId;
        return db.TeamMemberships.Where(membership => membership.UserId == me).Select(membership => membership.TeamId);
    }

    /// <summary>A page of them, by name.</summary>
    public Task<Connection<Team>> ToConnectionAsync(
        TeamFilter? filter, TeamFilterTranslator filters, PageArguments page, CancellationToken cancellationToken) =>
        Query().Where(filter, filters).ToConnectionAsync(page, new SortKeys<Team>().Add(team => team.Name), cancellationToken);
}
