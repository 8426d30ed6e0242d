namespace Backend.Modules.Identity.ServiceAccounts;

/// <summary>What may be done with service accounts.</summary>
internal static class ServiceAccountPermissions
{
    public const string Manage = "serviceAccount:manage";
}
