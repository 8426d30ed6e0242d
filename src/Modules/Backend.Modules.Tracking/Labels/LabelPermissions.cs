namespace Backend.Modules.Tracking.Labels;

/// <summary>What may be done with labels.</summary>
internal static class LabelPermissions
{
    public const string Read = "label:read";
    public const string Create = "label:create";
    public const string Update = "label:update";
    public const string Delete = "label:delete";
}
