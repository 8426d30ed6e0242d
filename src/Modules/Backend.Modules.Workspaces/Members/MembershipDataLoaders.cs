using Backend.GraphQL;
using Microsoft.EntityFrameworkCore;

namespace Backend.Modules.Workspaces.Members;

internal static class MembershipDataLoaders
{
    [DataLoader]
    public static Task<Dictionary<Guid, Membership>> GetMembershipByIdAsync(
        IReadOnlyList<Guid> ids, VisibleMembers members, CancellationToken cancellationToken) =>
        members.Query().Where(membership => ids.Contains(membership.Id)).ToDictionaryAsync(membership => membership.Id, cancellationToken);
}
