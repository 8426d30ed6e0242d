using Backend.Contracts.Access;
using Backend.Contracts.Workspaces;
using Backend.Modules.Access.Grants;
using Backend.Platform.Errors;
using Backend.Platform.Security;

namespace Backend.Modules.Access.Policy;

internal sealed class AccessPolicy(Viewer viewer) : IAccessPolicy
{
    private AccessSnapshot? Granted => viewer.Grants as AccessSnapshot;

    public bool HasOnlyGrants => viewer.Role == BuiltInRoles.Guest && Granted is { Standing.Added.Count: 0 };

    public bool Can(string permission, Guid teamId, Guid? issueId = null)
    {
        // Whoever has no grants sees nothing but what the role reaches, so the role decides.
        if (viewer.Can(permission) && (Granted is null || Granted.Standing.Reaches(viewer.Role, teamId)))
            return true;
        return Granted is { } granted
            && (granted.Allows(permission, GrantResourceKind.Team, teamId) || (issueId is { } issue && granted.Allows(permission, GrantResourceKind.Issue, issue)));
    }

    public void Demand(string permission, Guid teamId, Guid? issueId = null)
    {
        if (!Can(permission, teamId, issueId))
            throw new ForbiddenException($"This needs the permission '{permission}'.");
    }

    public IReadOnlyList<Guid> GrantedTeams(string permission) => Granted?.Resources(permission, GrantResourceKind.Team) ?? [];

    public IReadOnlyList<Guid> GrantedIssues(string permission) => Granted?.Resources(permission, GrantResourceKind.Issue) ?? [];
}
