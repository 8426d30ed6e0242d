using Backend.Contracts.Workspaces;
using Backend.Platform.Errors;
using Backend.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Backend.Modules.Workspaces.Teams;

internal sealed class TeamDirectory(BackendDbContext db, VisibleTeams teams, TeamCreation creation) : ITeamDirectory
{
    public IQueryable<Guid> VisibleIds() => teams.Query().Select(team => team.Id);

    public IQueryable<Guid> VisibleIds(string permission) => teams.Query(permission).Select(team => team.Id);

    public IQueryable<Guid> AddedIds(Guid userId) =>
        db.TeamMemberships.Where(membership => membership.UserId == userId).Select(membership => membership.TeamId);

    public async Task<TeamStanding> GetStandingAsync(Guid userId, CancellationToken cancellationToken)
    {
        var added = AddedIds(userId);
        var known = await db.Teams.Select(team => new { team.Id, IsPrivate = team.Visibility == TeamVisibility.Private, IsAdded = added.Contains(team.Id) })
            .Where(team => team.IsPrivate || team.IsAdded)
            .ToListAsync(cancellationToken);
        return new TeamStanding(
            known.Where(team => team.IsAdded).Select(team => team.Id).ToHashSet(), known.Where(team => team.IsPrivate).Select(team => team.Id).ToHashSet());
    }

    public async Task<IReadOnlyDictionary<Guid, TeamStanding>> GetStandingsAsync(IReadOnlyCollection<Guid> userIds, CancellationToken cancellationToken)
    {
        var hidden = (await db.Teams.Where(team => team.Visibility == TeamVisibility.Private).Select(team => team.Id).ToListAsync(cancellationToken)).ToHashSet();
        var added = await db.TeamMemberships.Where(place => userIds.Contains(place.UserId))
            .Select(place => new { place.UserId, place.TeamId })
            .ToListAsync(cancellationToken);
        var byUser = added.ToLookup(place => place.UserId, place => place.TeamId);
        return userIds.Distinct().ToDictionary(user => user, user => new TeamStanding(byUser[user].ToHashSet(), hidden));
    }

    public async Task<ITeam> GetVisibleAsync(Guid id, string[] path, CancellationToken cancellationToken) =>
        await teams.Query().SingleOrDefaultAsync(team => team.Id == id, cancellationToken) ?? throw new NotFoundException(nameof(Team), path);

    public async Task<IReadOnlyDictionary<Guid, ITeam>> GetVisibleAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken) =>
        await teams.Query().Where(team => ids.Contains(team.Id)).ToDictionaryAsync(team => team.Id, ITeam (team) => team, cancellationToken);

    public async Task<ITeam?> FindByKeyAsync(string key, CancellationToken cancellationToken) =>
        await db.Teams.SingleOrDefaultAsync(team => team.Key == key, cancellationToken);

    public async Task<IReadOnlyList<ITeam>> ListAllAsync(CancellationToken cancellationToken) =>
        await db.Teams.OrderBy(team => team.Key).ToListAsync(cancellationToken);

    public void DemandKey(string key, string field) => _ = TeamRules.Key(key, field);

    public async Task<ITeam> CreateAsync(string key, string name, CancellationToken cancellationToken)
    {
        var workspaceId = db.Session.WorkspaceId ?? throw new NotFoundException("Workspace");
        var team = await creation.AddAsync(workspaceId, new TeamCreateInput { Key = key, Name = name }, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        return team;
    }
}
