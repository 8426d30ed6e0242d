namespace Backend.Modules.Audit.Entries;

/// <summary>What entries that tell of no change are about.</summary>
internal static class AuditTargets
{
    /// <summary>The GraphQL type of the object that an action was done to; null where there is none.</summary>
    public static string? TypeOf(string action) => action switch
    {
        "session.started" or "session.ended" or "session.refused" or "bearer.newAddress" => "User",
        "personalToken.newAddress" => "PersonalToken",
        _ => null,
    };
}
