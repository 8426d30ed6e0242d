namespace Backend.Host.Cli.Doctor;

/// <summary>What a check came to.</summary>
internal enum FindingKind
{
    /// <summary>All is well.</summary>
    Good,

    /// <summary>Something is worth knowing, and may be meant so.</summary>
    Note,

    /// <summary>Something does not work.</summary>
    Bad,
}

/// <summary>What a check found.</summary>
/// <param name="Kind">How it is.</param>
/// <param name="About">What was looked at.</param>
/// <param name="Text">What was found, and how to mend it.</param>
internal sealed record Finding(FindingKind Kind, string About, string Text)
{
    /// <summary>More of it, line by line, such as what was said to a mail server.</summary>
    public IReadOnlyList<string> Details { get; init; } = [];

    public static Finding Good(string about, string text) => new(FindingKind.Good, about, text);

    public static Finding Note(string about, string text) => new(FindingKind.Note, about, text);

    public static Finding Bad(string about, string text) => new(FindingKind.Bad, about, text);
}
