namespace Backend.MailTemplates;

/// <summary>What happened in a day.</summary>
public sealed record DigestMail : MailModel
{
    /// <summary>The day, in the person's time zone.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>The issues and what happened to each, the most important first.</summary>
    public required IReadOnlyList<DigestIssue> Issues { get; init; }

    /// <summary>How many more issues there are that the mail does not name.</summary>
    public int MoreIssues { get; init; }

    /// <summary>Where all of it is looked at; null where there is no such place.</summary>
    public string? InboxUrl { get; init; }
}

/// <summary>What happened to one issue in the day.</summary>
/// <param name="Issue">The issue.</param>
/// <param name="Reason">Why the person is told, as a sentence.</param>
/// <param name="Entries">What happened, the oldest first.</param>
public sealed record DigestIssue(MailIssue Issue, string Reason, IReadOnlyList<MailEntry> Entries)
{
    /// <summary>How many more things happened that the mail does not name.</summary>
    public int MoreEntries { get; init; }
}
