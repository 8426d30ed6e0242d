using Backend.Contracts.Workspaces;
using Backend.GraphQL;
using Backend.Platform.Caching;
using Backend.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Backend.Modules.Workspaces.Teams;

internal static class TeamDataLoaders
{
    /// <summary>All teams of the workspace: what one of them may be shown to, the loaders say.</summary>
    public static CachedKind<EntitySet<Team>> Kept { get; } = new("workspaces", "teams") { IsShared = true };

    [DataLoader(Implements = typeof(ITeamByIdDataLoader))]
    public static Task<Dictionary<Guid, ITeam>> GetTeamByIdAsync(
        IReadOnlyList<Guid> ids, VisibleTeams teams, CancellationToken cancellationToken) =>
        teams.Query().Where(team => ids.Contains(team.Id)).ToDictionaryAsync(team => team.Id, ITeam (team) => team, cancellationToken);

    [DataLoader(Implements = typeof(ITeamOfVisibleDataLoader))]
    public static async Task<Dictionary<Guid, ITeam>> GetTeamOfVisibleAsync(
        IReadOnlyList<Guid> ids, BackendDbContext db, ReadThroughCache cache, CancellationToken cancellationToken)
    {
        var teams = await cache.GetAsync(
            Kept, db, async () => new EntitySet<Team>(await db.Teams.ToListAsync(cancellationToken)), cancellationToken);
        return teams.Find(ids, ITeam (team) => team);
    }

    /// <summary>None for a team of which the viewer was granted single issues only.</summary>
    [DataLoader]
    public static Task<Dictionary<Guid, Connection<TeamMembership>>> GetTeamMembersByTeamIdAsync(
        IReadOnlyList<Guid> ids, PageArguments page, BackendDbContext db, VisibleTeams teams, CancellationToken cancellationToken)
    {
        var visible = teams.Query().Select(team => team.Id);
        return db.TeamMemberships.Where(membership => ids.Contains(membership.TeamId) && visible.Contains(membership.TeamId)).ToConnectionsByKeyAsync(
            membership => membership.TeamId, membership => membership, page, new SortKeys<TeamMembership>(), cancellationToken);
    }

    [DataLoader]
    public static Task<Dictionary<Guid, TeamMembership>> GetTeamMembershipByIdAsync(
        IReadOnlyList<Guid> ids, BackendDbContext db, VisibleTeams teams, CancellationToken cancellationToken)
    {
        var visible = teams.Query().Select(team => team.Id);
        return db.TeamMemberships.Where(membership => ids.Contains(membership.Id) && visible.Contains(membership.TeamId))
            .ToDictionaryAsync(membership => membership.Id, cancellationToken);
    }
}
