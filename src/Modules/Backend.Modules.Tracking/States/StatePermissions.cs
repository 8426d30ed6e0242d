namespace Backend.Modules.Tracking.States;

/// <summary>What may be done with workflow states.</summary>
internal static class StatePermissions
{
    public const string Create = "state:create";
    public const string Update = "state:update";
    public const string Delete = "state:delete";
}
