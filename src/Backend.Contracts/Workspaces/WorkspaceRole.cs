namespace Backend.Contracts.Workspaces;

/// <summary>What a member may do in a workspace.</summary>
public enum WorkspaceRole
{
    /// <summary>Sees only the teams that the guest was added to, and changes nothing.</summary>
    Guest,

    /// <summary>Works with issues, comments and labels.</summary>
    Member,

    /// <summary>Also manages teams, members and workflow states.</summary>
    Admin,

    /// <summary>Also manages the workspace itself and its owners.</summary>
    Owner,
}

/// <summary>The built-in roles as permissions name them.</summary>
public static class BuiltInRoles
{
    /// <summary>Owners.</summary>
    public const string Owner = "owner";

    /// <summary>Admins.</summary>
    public const string Admin = "admin";

    /// <summary>Members.</summary>
    public const string Member = "member";

    /// <summary>Guests.</summary>
    public const string Guest = "guest";

    /// <summary>Everyone in the workspace.</summary>
    public static string[] Everyone => [Owner, Admin, Member, Guest];

    /// <summary>Everyone but guests.</summary>
    public static string[] Members => [Owner, Admin, Member];

    /// <summary>Admins and owners.</summary>
    public static string[] Admins => [Owner, Admin];

    /// <summary>The role as permissions name it.</summary>
    public static string Name(WorkspaceRole role) => role switch
    {
        WorkspaceRole.Owner => Owner,
        WorkspaceRole.Admin => Admin,
        WorkspaceRole.Member => Member,
        _ => Guest,
    };
}
