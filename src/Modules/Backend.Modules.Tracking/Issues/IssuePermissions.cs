namespace Backend.Modules.Tracking.Issues;

/// <summary>What may be done with issues.</summary>
internal static class IssuePermissions
{
    public const string Read = "issue:read";
    public const string Create = "issue:create";
    public const string Update = "issue:update";
    public const string Archive = "issue:archive";
    public const string Trash = "issue:trash";
    public const string Delete = "issue:delete";
}
