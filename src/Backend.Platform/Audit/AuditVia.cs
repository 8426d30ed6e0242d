namespace Backend.Platform.Audit;

/// <summary>By what means something was done.</summary>
public enum AuditVia
{
    /// <summary>The server itself, or its command line.</summary>
    System,

    /// <summary>A background job.</summary>
    Job,

    /// <summary>A browser that is signed in.</summary>
    Browser,

    /// <summary>An access token of an issuer.</summary>
    Bearer,

    /// <summary>A personal token, or one of a service account.</summary>
    PersonalToken,
}
