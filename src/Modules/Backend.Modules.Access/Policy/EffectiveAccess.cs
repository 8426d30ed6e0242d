using Backend.Contracts.Identity;
using Backend.Contracts.Workspaces;
using Backend.GraphQL;
using Backend.Modules.Access.Grants;

namespace Backend.Modules.Access.Policy;

/// <summary>What somebody may do with something, and why.</summary>
/// <param name="IsVisible">Whether the person sees it at all.</param>
/// <param name="Permissions">What is allowed, by name.</param>
internal sealed record EffectiveAccess(bool IsVisible, [property: ListSize(100)] IReadOnlyList<EffectivePermission> Permissions);

/// <summary>Something that somebody may do, and why.</summary>
/// <param name="Permission">What, such as <c>issue:update</c>.</param>
/// <param name="Reasons">Each by itself would be enough.</param>
internal sealed record EffectivePermission(string Permission, [property: ListSize(10)] IReadOnlyList<AccessReason> Reasons);

/// <summary>Why somebody may do something.</summary>
/// <param name="WorkspaceRole">The role in the workspace; null where it is because of a grant.</param>
/// <param name="Grant">The grant; null where it is because of the role in the workspace.</param>
internal sealed record AccessReason(WorkspaceRole? WorkspaceRole, Grant? Grant);

[QueryType]
internal static class AccessQueries
{
    /// <summary>
    /// What a member of the workspace may do with the workspace, a team or an issue, and why: one's own access for everybody,
    /// that of others for those who manage access. Null, with an error <c>NOT_FOUND</c>, where the viewer sees no such thing or no such member.
    /// </summary>
    /// <param name="resourceId">The workspace, a team or an issue.</param>
    /// <param name="userId">The member.</param>
    [Authorize]
    public static Task<EffectiveAccess?> GetEffectiveAccessAsync(
        [ID] string resourceId, [ID<IUser>] Guid userId, EffectiveAccessReader reader, CancellationToken cancellationToken) =>
        reader.ReadAsync(resourceId, userId, cancellationToken);
}
