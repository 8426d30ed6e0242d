namespace Backend.Modules.Workspaces.Teams;

/// <summary>What may be done with teams.</summary>
internal static class TeamPermissions
{
    public const string Read = "team:read";
    public const string Create = "team:create";
    public const string Update = "team:update";
    public const string ManageMembers = "team:member:manage";
}
