using Backend.Contracts.Workspaces;
using Backend.GraphQL;
using Backend.Platform.Errors;
using Backend.Platform.Events;
using Backend.Platform.Persistence;
using Backend.Platform.Security;

namespace Backend.Modules.Workspaces.Members;

/// <summary>A user's place in a workspace.</summary>
internal sealed class Membership : WorkspaceEntity, IChangesAccess
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

    /// <summary>Shuts the member out of the workspace; what the member did, and is responsible for, stays.</summary>
    /// <param name="byOwner">Whether an owner does it.</param>
    /// <param name="isLastOwner">Whether the workspace has no other active owner.</param>
    /// <exception cref="ForbiddenException">Somebody else than an owner suspends an owner.</exception>
    /// <exception cref="ValidationFailedException">The workspace would be left without an owner.</exception>
    public void Suspend(bool byOwner, bool isLastOwner)
    {
        DemandOwner(byOwner);
        if (Role == WorkspaceRole.Owner && isLastOwner)
            throw new ValidationFailedException("userId", "A workspace keeps at least one active owner. Make somebody else an owner first.");
        SetState("member.suspended", MembershipState.Suspended);
    }

    /// <summary>Lets the member in again.</summary>
    /// <param name="byOwner">Whether an owner does it.</param>
    /// <exception cref="ForbiddenException">Somebody else than an owner lets an owner in.</exception>
    public void Reactivate(bool byOwner)
    {
        DemandOwner(byOwner);
        SetState("member.reactivated", MembershipState.Active);
    }

    private void DemandOwner(bool byOwner)
    {
        if (Role == WorkspaceRole.Owner && !byOwner)
            throw new ForbiddenException("Only an owner does this to an owner.");
    }

    private void SetState(string type, MembershipState state)
    {
        if (state == State)
            return;
        var changes = new FieldChanges();
        State = changes.Set("state", State, state);
        var change = ChangeEvent.FromChanges(type, Id, changes);
        change.Data["userId"] = UserId;
        Raise(change);
    }
}
