namespace Backend.Modules.Workspaces.Members;

/// <summary>What may be done with members.</summary>
internal static class MemberPermissions
{
    public const string SetRole = "member:role:set";

    public const string Suspend = "member:suspend";
}
