namespace Backend.Modules.Workspaces.Teams;

/// <summary>Who sees a team.</summary>
internal enum TeamVisibility
{
    /// <summary>Every member of the workspace, and the guests who were added to it.</summary>
    Public,

    /// <summary>Those who were added to it, and nobody else, whatever their role.</summary>
    Private,
}
