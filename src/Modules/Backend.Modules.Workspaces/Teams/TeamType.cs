using Backend.Contracts.Access;
using Backend.Contracts.Identity;
using Backend.Contracts.Workspaces;
using Backend.GraphQL;

namespace Backend.Modules.Workspaces.Teams;

[ObjectType<Team>]
internal static class TeamType
{
    /// <summary>Who was added to the team, in that order.</summary>
    [UseConnection]
    public static DataLoaderResult<Connection<TeamMembership>> GetMembers(
        [Parent] Team team, PageArguments page, TeamMembersByTeamIdDataLoader members) => members.Load(team.Id, page);

    /// <summary>What the viewer may do with it.</summary>
    public static TeamViewerCan GetViewerCan([Parent] Team team, IAccessPolicy access) =>
        new(access.Can(TeamPermissions.Update, team.Id), access.Can(TeamPermissions.ManageMembers, team.Id));

    [NodeResolver]
    public static DataLoaderResult<ITeam?> GetById(Guid id, TeamByIdDataLoader teams) => teams.Load(id);
}

/// <summary>What the viewer may do with a team.</summary>
/// <param name="Update">Change it.</param>
/// <param name="ManageMembers">Add people to it, and take them out.</param>
internal sealed record TeamViewerCan(bool Update, bool ManageMembers);

[ObjectType<TeamMembership>]
internal static class TeamMembershipType
{
    /// <summary>The team.</summary>
    [BindMember(nameof(TeamMembership.TeamId))]
    public static DataLoaderResult<ITeam> GetTeam([Parent] TeamMembership membership, TeamByIdDataLoader teams) => teams.LoadRequired(membership.TeamId);

    /// <summary>The user.</summary>
    [BindMember(nameof(TeamMembership.UserId))]
    public static DataLoaderResult<IUser> GetUser([Parent] TeamMembership membership, IUserByIdDataLoader users) => users.LoadRequired(membership.UserId);

    [NodeResolver]
    public static DataLoaderResult<TeamMembership?> GetById(Guid id, TeamMembershipByIdDataLoader memberships) => memberships.Load(id);
}
