using Backend.Contracts.Tracking;
using Backend.Contracts.Workspaces;
using Backend.GraphQL;
using Backend.Platform.Errors;
using Backend.Platform.Security;

namespace Backend.Modules.Access.Grants;

/// <summary>A thing on which roles are granted.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Id">Its id.</param>
/// <param name="TeamId">The team that it is, or belongs to; null for the workspace.</param>
internal readonly record struct GrantResource(GrantResourceKind Kind, Guid Id, Guid? TeamId);

/// <summary>Finds the things on which roles are granted, as far as the viewer sees them.</summary>
internal sealed class GrantResources(Viewer viewer, ITeamDirectory teams, IIssueDirectory issues)
{
    /// <param name="globalId">The id of a workspace, a team or an issue.</param>
    /// <param name="path">The input field that names it, for the error.</param>
    /// <param name="cancellationToken">Ends the look-up.</param>
    /// <exception cref="NotFoundException">There is none that the viewer may see.</exception>
    public async Task<GrantResource> GetAsync(string globalId, string[] path, CancellationToken cancellationToken)
    {
        if (GlobalId.TryParse(globalId, "Workspace", out var id) && id == viewer.RequiredWorkspaceId)
            return new GrantResource(GrantResourceKind.Workspace, id, TeamId: null);
        if (GlobalId.TryParse(globalId, "Team", out id))
            return new GrantResource(GrantResourceKind.Team, (await teams.GetVisibleAsync(id, path, cancellationToken)).Id, id);
        if (GlobalId.TryParse(globalId, "Issue", out id) && await issues.GetVisibleAsync(id, path, cancellationToken) is { } issue)
            return new GrantResource(GrantResourceKind.Issue, issue.Id, issue.TeamId);
        throw new NotFoundException("Resource", path);
    }
}
