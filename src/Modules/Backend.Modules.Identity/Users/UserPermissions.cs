namespace Backend.Modules.Identity.Users;

/// <summary>What may be done with users.</summary>
internal static class UserPermissions
{
    public const string Read = "user:read";
}
