namespace Backend.MailTemplates;

/// <summary>Something about the service itself.</summary>
public sealed record ServiceMail : MailModel
{
    /// <summary>What it is about, in a line; also the subject.</summary>
    public required string Title { get; init; }

    /// <summary>What is to be said.</summary>
    public required IReadOnlyList<string> Paragraphs { get; init; }

    /// <summary>Where to go from here; null where there is no such place.</summary>
    public MailLink? Link { get; init; }
}

/// <summary>A link.</summary>
/// <param name="Text">What it says.</param>
/// <param name="Url">Where it goes.</param>
public sealed record MailLink(string Text, string Url);
