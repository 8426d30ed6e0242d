namespace Backend.Modules.Workspaces.Members;

/// <summary>Whether a member may enter the workspace.</summary>
internal enum MembershipState
{
    /// <summary>The member may enter.</summary>
    Active,

    /// <summary>The member may not enter; what the member did stays.</summary>
    Suspended,
}
