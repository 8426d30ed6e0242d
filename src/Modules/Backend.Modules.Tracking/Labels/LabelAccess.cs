using Backend.Contracts.Access;
using Backend.Platform.Errors;
using Backend.Platform.Security;

namespace Backend.Modules.Tracking.Labels;

/// <summary>What the viewer may do with labels: with a team's as in the team, with the workspace's own as in the workspace.</summary>
internal sealed class LabelAccess(Viewer viewer, IAccessPolicy access)
{
    public bool Can(string permission, Guid? teamId) => teamId is { } team ? access.Can(permission, team) : viewer.Can(permission);

    /// <exception cref="ForbiddenException">The viewer may not.</exception>
    public void Demand(string permission, Guid? teamId)
    {
        if (teamId is { } team)
            access.Demand(permission, team);
        else
            viewer.Demand(permission);
    }
}
