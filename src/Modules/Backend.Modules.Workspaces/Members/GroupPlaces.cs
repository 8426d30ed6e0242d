using Backend.Contracts.Identity;
using Backend.Contracts.Workspaces;
using Backend.Modules.Workspaces.Teams;
using Backend.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Backend.Modules.Workspaces.Members;

/// <summary>Makes somebody's places in one workspace follow the groups.</summary>
internal sealed class GroupPlaces(BackendDbContext db, TimeProvider clock, Guid workspaceId, Guid userId)
{
    public async Task FollowAsync(IReadOnlyList<GroupRule> rules, CancellationToken cancellationToken)
    {
        // As whoever changes roles by hand, so that one of two owners who go at once is found to be the last.
        await db.TakeAsync(workspaceId, "member-roles", 1, cancellationToken);
        var place = await db.Memberships.IgnoreQueryFilters()
            .SingleOrDefaultAsync(held => held.WorkspaceId == workspaceId && held.UserId == userId, cancellationToken);
        if (rules.Count > 0)
            await GiveAsync(place, rules.Max(rule => rule.Role), cancellationToken);
        // A suspended place stays, or it would be given anew, and open, with the next group.
        else if (place is { Origin: PlaceOrigin.Group, State: MembershipState.Active } && !await IsLastOwnerAsync(place, cancellationToken))
            End(place);
        await FollowTeamsAsync(rules, cancellationToken);
    }

    private async Task GiveAsync(Membership? place, WorkspaceRole role, CancellationToken cancellationToken)
    {
        if (place is null)
            db.Add(Membership.Create(workspaceId, userId, role, clock.GetUtcNow(), PlaceOrigin.Group));
        else if (place.Origin == PlaceOrigin.Group && (role == WorkspaceRole.Owner || !await IsLastOwnerAsync(place, cancellationToken)))
            place.SetRole(role, byOwner: true, isLastOwner: false);
    }

    private void End(Membership place)
    {
        place.End();
        db.Remove(place);
    }

    private async Task<bool> IsLastOwnerAsync(Membership place, CancellationToken cancellationToken) =>
        place.Role == WorkspaceRole.Owner && !await db.Memberships.IgnoreQueryFilters().AnyAsync(
            other => other.WorkspaceId == workspaceId && other.UserId != userId && other.Role == WorkspaceRole.Owner && other.State == MembershipState.Active,
            cancellationToken);

    private async Task FollowTeamsAsync(IReadOnlyList<GroupRule> rules, CancellationToken cancellationToken)
    {
        var keys = rules.Select(rule => rule.Team).OfType<string>().Distinct(StringComparer.Ordinal).ToArray();
        var teams = keys.Length == 0 ? []
            : await db.Teams.IgnoreQueryFilters().Where(team => team.WorkspaceId == workspaceId && keys.Contains(team.Key)).ToListAsync(cancellationToken);
        var held = await db.TeamMemberships.IgnoreQueryFilters()
            .Where(place => place.WorkspaceId == workspaceId && place.UserId == userId).ToListAsync(cancellationToken);
        foreach (var team in teams.Where(team => held.TrueForAll(place => place.TeamId != team.Id)))
            db.Add(TeamMembership.Create(team, userId, clock.GetUtcNow(), PlaceOrigin.Group));
        foreach (var place in held.Where(place => place.Origin == PlaceOrigin.Group && !teams.Exists(team => team.Id == place.TeamId)))
        {
            place.End();
            db.Remove(place);
        }
    }
}
