using System.Text.Json.Nodes;
using Backend.Modules.Workspaces.Members;
using Backend.Platform.Events;
using Backend.Platform.Persistence;
using Backend.Platform.Security;

namespace Backend.Modules.Workspaces.Teams;

/// <summary>A user's place in a team.</summary>
internal sealed class TeamMembership : WorkspaceEntity, IChangesAccess
{
    private TeamMembership()
    {
    }

    /// <summary>The team.</summary>
    public Guid TeamId { get; private init; }

    /// <summary>The user.</summary>
    public Guid UserId { get; private init; }

    /// <summary>How the user came to the place: whoever looks after the team can take away what was given by hand; what a group gives, ends at the identity provider.</summary>
    public PlaceOrigin Origin { get; private init; }

    public static TeamMembership Create(Team team, Guid userId, DateTimeOffset now, PlaceOrigin origin = PlaceOrigin.Manual)
    {
        var membership = new TeamMembership
        {
            WorkspaceId = team.WorkspaceId,
            Id = Guid.CreateVersion7(now),
            TeamId = team.Id,
            UserId = userId,
            Origin = origin,
            CreatedAt = now,
        };
        membership.Raise(new ChangeEvent("team.memberAdded", team.Id, membership.Describe()));
        return membership;
    }

    /// <summary>Says that the membership ends; whoever calls it deletes the row.</summary>
    public void End() => Raise(new ChangeEvent("team.memberRemoved", TeamId, Describe()));

    private JsonObject Describe() => new() { ["teamId"] = TeamId, ["userId"] = UserId };
}
