using Backend.Contracts.Workspaces;
using Backend.GraphQL;
using Backend.Platform.Errors;
using Backend.Platform.Events;
using Backend.Platform.Persistence;

namespace Backend.Modules.Workspaces.Members;

/// <summary>A user's place in a workspace.</summary>
internal sealed class Membership : WorkspaceEntity
{
    private Membership()
    {
    }

    /// <summary>The user.</summary>
    public Guid UserId { get; private init; }

    /// <summary>What the member may do in the workspace.</summary>
    public WorkspaceRole Role { get; private set; }

    /// <summary>Whether the member may enter the workspace.</summary>
    public MembershipState State { get; private set; } = MembershipState.Active;

    /// <summary>How the member came to the place.</summary>
    [GraphQLIgnore]
    public PlaceOrigin Origin { get; private init; }

    public static Membership Create(
        Guid workspaceId, Guid userId, WorkspaceRole role, DateTimeOffset now, PlaceOrigin origin = PlaceOrigin.Manual)
    {
        var membership = new Membership
        {
            WorkspaceId = workspaceId,
            Id = Guid.CreateVersion7(now),
            UserId = userId,
            Role = role,
            Origin = origin,
            CreatedAt = now,
        };
        membership.Raise(new ChangeEvent("member.added", membership.Id, new() { ["userId"] = userId, ["role"] = BuiltInRoles.Name(role).ToUpperInvariant() }));
        return membership;
    }

    /// <summary>Says that the membership ends; whoever calls it deletes the row.</summary>
    public void End() => Raise(new ChangeEvent("member.removed", Id, new() { ["userId"] = UserId }));

    /// <summary>Gives the member another role.</summary>
    /// <param name="role">The role.</param>
    /// <param name="byOwner">Whether an owner gives it.</param>
    /// <param name="isLastOwner">Whether the workspace has no other active owner.</param>
    /// <exception cref="ForbiddenException">Somebody else than an owner makes or unmakes an owner.</exception>
    /// <exception cref="ValidationFailedException">The workspace would be left without an owner.</exception>
    public void SetRole(WorkspaceRole role, bool byOwner, bool isLastOwner)
    {
        if (role == Role)
            return;
        if (!byOwner && (role == WorkspaceRole.Owner || Role == WorkspaceRole.Owner))
            throw new ForbiddenException("Only an owner makes somebody an owner, or no longer one.");
        if (Role == WorkspaceRole.Owner && isLastOwner)
            throw new ValidationFailedException("role", "A workspace keeps at least one owner. Make somebody else an owner first.");
        var changes = new FieldChanges();
        Role = changes.Set("role", Role, role);
        var change = ChangeEvent.FromChanges("member.roleChanged", Id, changes);
        change.Data["userId"] = UserId;
        Raise(change);
    }
}
