namespace Backend.Modules.Workspaces.Workspaces;

/// <summary>What may be done with a workspace.</summary>
internal static class WorkspacePermissions
{
    public const string Update = "workspace:update";
    public const string Delete = "workspace:delete";
}
