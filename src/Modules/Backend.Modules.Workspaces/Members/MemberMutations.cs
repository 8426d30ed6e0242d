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
        // Two owners who unmake each other at once take turns here, so that one of them is found to be the last.
        await db.TakeAsync(viewer.RequiredWorkspaceId, "member-roles", 1, cancellationToken);
        var membership = await db.Memberships.SingleOrDefaultAsync(seat => seat.UserId == input.UserId, cancellationToken)
            ?? throw new NotFoundException("User", "input", "userId");
        var otherOwner = await db.Memberships.AnyAsync(
            seat => seat.Role == WorkspaceRole.Owner && seat.State == MembershipState.Active && seat.UserId != input.UserId, cancellationToken);
        membership.SetRole(input.Role, byOwner: viewer.Role == BuiltInRoles.Owner, isLastOwner: !otherOwner);
        return membership;
    }
}
