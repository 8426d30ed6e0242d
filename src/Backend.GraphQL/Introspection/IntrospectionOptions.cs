namespace Backend.GraphQL;

/// <summary>Who may ask for the schema.</summary>
public enum IntrospectionAccess
{
    /// <summary>Everybody, also who is not signed in.</summary>
    Everyone,

    /// <summary>Who is signed in.</summary>
    SignedIn,

    /// <summary>Nobody.</summary>
    Off,
}

/// <summary>How the schema is shown, by introspection and as SDL.</summary>
public sealed record IntrospectionOptions
{
    /// <summary>To whom.</summary>
    public IntrospectionAccess Access { get; set; } = IntrospectionAccess.Everyone;
}
