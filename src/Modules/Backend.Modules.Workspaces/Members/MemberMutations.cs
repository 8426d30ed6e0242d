using Backend.Contracts.Workspaces;
using Backend.GraphQL;
using Backend.Platform.Errors;
using Backend.Platform.Persistence;
using Backend.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Backend.Modules.Workspaces.Members;

[MutationType]
internal static class MemberMutations
{
    /// <summary>Gives a member of the workspace another role.</summary>
    [Authorize(MemberPermissions.SetRole)]
    [Error<ValidationError>]
    [Error<NotFoundError>]
    [Error<ForbiddenError>]
    public static async Task<Membership> MemberRoleSetAsync(
        MemberRoleSetInput input, BackendDbContext db, Viewer viewer, CancellationToken cancellationToken)
    {
        var membership = await TakeAsync(db, viewer, input.UserId, cancellationToken);
        membership.SetRole(input.Role, byOwner: IsOwner(viewer), isLastOwner: !await HasOtherOwnerAsync(db, input.UserId, cancellationToken));
        return membership;
    }

    /// <summary>
    /// Shuts a member out of the workspace, at once and on every node: whatever the member has open in it ends, and tokens for it
    /// are refused. What the member did stays, and other workspaces are not touched. Nothing happens to who is suspended already.
    /// </summary>
    [Authorize(MemberPermissions.Suspend)]
    [Error<ValidationError>]
    [Error<NotFoundError>]
    [Error<ForbiddenError>]
    public static async Task<Membership> UserSuspendAsync(
        UserSuspendInput input, BackendDbContext db, Viewer viewer, CancellationToken cancellationToken)
    {
        if (input.UserId == viewer.UserId)
            throw new ValidationFailedException("userId", "Nobody suspends themselves.");
        var membership = await TakeAsync(db, viewer, input.UserId, cancellationToken);
        membership.Suspend(byOwner: IsOwner(viewer), isLastOwner: !await HasOtherOwnerAsync(db, input.UserId, cancellationToken));
        return membership;
    }

    /// <summary>Lets a suspended member in again, with the role and the places held before.</summary>
    [Authorize(MemberPermissions.Suspend)]
    [Error<NotFoundError>]
    [Error<ForbiddenError>]
    public static async Task<Membership> UserReactivateAsync(
        UserReactivateInput input, BackendDbContext db, Viewer viewer, CancellationToken cancellationToken)
    {
        var membership = await TakeAsync(db, viewer, input.UserId, cancellationToken);
        membership.Reactivate(byOwner: IsOwner(viewer));
        return membership;
    }

    private static bool IsOwner(Viewer viewer) => viewer.Role == BuiltInRoles.Owner;

    // Two owners who unmake each other at once take turns here, so that one of them is found to be the last.
    private static async Task<Membership> TakeAsync(BackendDbContext db, Viewer viewer, Guid userId, CancellationToken cancellationToken)
    {
        await db.TakeAsync(viewer.RequiredWorkspaceId, "member-roles", 1, cancellationToken);
        return await db.Memberships.SingleOrDefaultAsync(seat => seat.UserId == userId, cancellationToken)
            ?? throw new NotFoundException("User", "input", "userId");
    }

    private static Task<bool> HasOtherOwnerAsync(BackendDbContext db, Guid userId, CancellationToken cancellationToken) => db.Memberships.AnyAsync(
        seat => seat.Role == WorkspaceRole.Owner && seat.State == MembershipState.Active && seat.UserId != userId, cancellationToken);
}
