namespace Backend.Modules.DataExchange.Imports;

/// <summary>What may be done with imports.</summary>
internal static class ImportPermissions
{
    /// <summary>Everything: seeing, creating, starting, stopping and rolling back.</summary>
    public const string Manage = "import:manage";
}
