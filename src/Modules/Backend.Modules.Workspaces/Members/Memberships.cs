using Backend.Contracts.Identity;
using Backend.Contracts.Workspaces;
using Backend.Modules.Workspaces.Workspaces;
using Backend.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Backend.Modules.Workspaces.Members;

/// <summary>Gives people their places, for other modules.</summary>
internal sealed class Memberships(BackendDbContext db, TimeProvider clock) : IMemberships
{
    public void Admit(Guid userId, WorkspaceRole role)
    {
        var workspaceId = db.Session.WorkspaceId ?? throw new InvalidOperationException("Somebody is admitted to the workspace of a session.");
        db.Add(Membership.Create(workspaceId, userId, role, clock.GetUtcNow()));
    }

    public async Task FollowGroupsAsync(Guid userId, IReadOnlyCollection<GroupRule> rules, CancellationToken cancellationToken)
    {
        var slugs = rules.Select(rule => rule.Workspace).Distinct(StringComparer.Ordinal).ToArray();
        var named = await db.OpenWorkspaces().Where(workspace => slugs.Contains(workspace.Slug))
            .ToDictionaryAsync(workspace => workspace.Id, workspace => workspace.Slug, cancellationToken);
        var held = await db.Memberships.IgnoreQueryFilters().Where(place => place.UserId == userId && place.Origin == PlaceOrigin.Group)
            .Select(place => place.WorkspaceId).ToListAsync(cancellationToken);
        var inTeams = await db.TeamMemberships.IgnoreQueryFilters().Where(place => place.UserId == userId && place.Origin == PlaceOrigin.Group)
            .Select(place => place.WorkspaceId).ToListAsync(cancellationToken);
        // In one order for all who take these counters.
        foreach (var id in named.Keys.Concat(held).Concat(inTeams).Distinct().Order())
        {
            var own = named.TryGetValue(id, out var slug) ? rules.Where(rule => rule.Workspace == slug).ToArray() : [];
            await new GroupPlaces(db, clock, id, userId).FollowAsync(own, cancellationToken);
        }
    }
}
