namespace Backend.GraphQL;

/// <summary>Which documents run.</summary>
public enum TrustedDocumentsMode
{
    /// <summary>Any text; trusted documents are not known.</summary>
    Off,

    /// <summary>Trusted documents by their id, and any text.</summary>
    Allow,

    /// <summary>Trusted documents alone, by id or by their exact text.</summary>
    Only,
}

/// <summary>How documents are named instead of being sent.</summary>
public sealed record TrustedDocumentsOptions
{
    /// <summary>Which documents run.</summary>
    public TrustedDocumentsMode Mode { get; init; } = TrustedDocumentsMode.Allow;

    /// <summary>Whether clients may have documents kept by their hash (automatic persisted queries); never where only trusted ones run.</summary>
    public bool AutomaticPersistedQueries { get; init; } = true;
}
