namespace Backend.Modules.Access;

/// <summary>What may be done with roles and grants.</summary>
internal static class AccessPermissions
{
    public const string Read = "access:read";
    public const string Manage = "access:manage";
}
