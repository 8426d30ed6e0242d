using Backend.Contracts.Access;
using Backend.GraphQL;
using Backend.Modules.Workspaces.Members;
using Backend.Platform.Errors;
using Backend.Platform.Persistence;
using Backend.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Backend.Modules.Workspaces.Teams;

[MutationType]
internal static class TeamMutations
{
    /// <summary>Creates a team with a workflow to begin with; the viewer is its first member.</summary>
    [Authorize(TeamPermissions.Create)]
    [Error<ValidationError>]
    public static async Task<Team> TeamCreateAsync(
        TeamCreateInput input, BackendDbContext db, Viewer viewer, TeamCreation creation, TimeProvider clock, CancellationToken cancellationToken)
    {
        var team = await creation.AddAsync(viewer.RequiredWorkspaceId, input, cancellationToken);
        db.Add(team.AddMember(viewer.RequiredUserId, clock.GetUtcNow()));
        return team;
    }

    /// <summary>Changes a team.</summary>
    [Authorize(TeamPermissions.Update)]
    [Error<ValidationError>]
    [Error<NotFoundError>]
    [Error<ConflictError>]
    public static async Task<Team> TeamUpdateAsync(TeamUpdateInput input, VisibleTeams teams, IAccessPolicy access, CancellationToken cancellationToken)
    {
        var team = await teams.GetAsync(input.TeamId, cancellationToken);
        access.Demand(TeamPermissions.Update, team.Id);
        team.Update(input, byMember: await teams.AddedIds().ContainsAsync(team.Id, cancellationToken));
        return team;
    }

    /// <summary>Adds a member of the workspace to a team; somebody who is in it already stays in it.</summary>
    [Authorize(TeamPermissions.ManageMembers)]
    [Error<NotFoundError>]
    public static async Task<Team> TeamMemberAddAsync(
        TeamMemberAddInput input, BackendDbContext db, VisibleTeams teams, IAccessPolicy access, TimeProvider clock, CancellationToken cancellationToken)
    {
        var team = await teams.GetAsync(input.TeamId, cancellationToken);
        access.Demand(TeamPermissions.ManageMembers, team.Id);
        if (!await db.Memberships.AnyAsync(seat => seat.UserId == input.UserId && seat.State == MembershipState.Active, cancellationToken))
            throw new NotFoundException("User", "input", "userId");
        if (!await db.TeamMemberships.AnyAsync(seat => seat.TeamId == team.Id && seat.UserId == input.UserId, cancellationToken))
            db.Add(team.AddMember(input.UserId, clock.GetUtcNow()));
        return team;
    }

    /// <summary>Takes somebody out of a team.</summary>
    [Authorize(TeamPermissions.ManageMembers)]
    [Error<ValidationError>]
    [Error<NotFoundError>]
    public static async Task<Team> TeamMemberRemoveAsync(
        TeamMemberRemoveInput input, BackendDbContext db, VisibleTeams teams, IAccessPolicy access, CancellationToken cancellationToken)
    {
        var team = await teams.GetAsync(input.TeamId, cancellationToken);
        access.Demand(TeamPermissions.ManageMembers, team.Id);
        var memberships = await db.TeamMemberships.Where(seat => seat.TeamId == team.Id).ToListAsync(cancellationToken);
        var membership = memberships.Find(seat => seat.UserId == input.UserId) ?? throw new NotFoundException("User", "input", "userId");
        team.RemoveMember(membership, isLast: memberships.Count == 1);
        db.Remove(membership);
        return team;
    }

    private static async Task<Team> GetAsync(this VisibleTeams teams, Guid id, CancellationToken cancellationToken) =>
        await teams.Query().SingleOrDefaultAsync(team => team.Id == id, cancellationToken) ?? throw new NotFoundException(nameof(Team), "input", "teamId");
}
