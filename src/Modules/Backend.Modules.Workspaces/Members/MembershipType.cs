using Backend.Contracts.Identity;
using Backend.Contracts.Workspaces;
using Backend.GraphQL;
using Backend.Platform.Security;

namespace Backend.Modules.Workspaces.Members;

[ObjectType<Membership>]
internal static class MembershipType
{
    /// <summary>The user.</summary>
    [BindMember(nameof(Membership.UserId))]
    public static DataLoaderResult<IUser> GetUser([Parent] Membership membership, IUserByIdDataLoader users) => users.LoadRequired(membership.UserId);

    /// <summary>What the viewer may do with it. That a workspace keeps at least one owner is not part of this.</summary>
    public static MembershipViewerCan GetViewerCan([Parent] Membership membership, Viewer viewer)
    {
        var mayTouch = membership.Role != WorkspaceRole.Owner || viewer.Role == BuiltInRoles.Owner;
        return new(
            mayTouch && viewer.Can(MemberPermissions.SetRole),
            mayTouch && viewer.Can(MemberPermissions.Suspend) && membership.UserId != viewer.UserId,
            mayTouch && viewer.Can(MemberPermissions.Suspend));
    }

    [NodeResolver]
    public static DataLoaderResult<Membership?> GetById(Guid id, MembershipByIdDataLoader memberships) => memberships.Load(id);
}

/// <summary>What the viewer may do with a member's place in the workspace.</summary>
/// <param name="SetRole">Give another role.</param>
/// <param name="Suspend">Shut the member out.</param>
/// <param name="Reactivate">Let the member in again.</param>
internal sealed record MembershipViewerCan(bool SetRole, bool Suspend, bool Reactivate);
