namespace Backend.Contracts.Workspaces;

/// <summary>The people of the workspace in whose scope the call is made.</summary>
public interface IWorkspaceMembers
{
    /// <summary>
    /// The ids of the users whom the viewer may see, as a subquery: all members of the workspace, suspended ones too, or,
    /// for guests, those who are in a team with them. Nobody where the viewer has no workspace.
    /// </summary>
    IQueryable<Guid> VisibleIds();
}
