using Backend.Contracts.Identity;
using Backend.GraphQL;

namespace Backend.Modules.Workspaces.Members;

[ObjectType<Membership>]
internal static class MembershipType
{
    /// <summary>The user.</summary>
    [BindMember(nameof(Membership.UserId))]
    public static DataLoaderResult<IUser> GetUser([Parent] Membership membership, IUserByIdDataLoader users) => users.LoadRequired(membership.UserId);

    [NodeResolver]
    public static DataLoaderResult<Membership?> GetById(Guid id, MembershipByIdDataLoader memberships) => memberships.Load(id);
}
