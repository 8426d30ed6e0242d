namespace Backend.MailTemplates;

/// <summary>What happened to one issue.</summary>
public sealed record IssueMail : MailModel
{
    /// <summary>The issue.</summary>
    public required MailIssue Issue { get; init; }

    /// <summary>Why the person gets it, as a sentence: <c>You are assigned to this issue.</c></summary>
    public required string Reason { get; init; }

    /// <summary>What happened, the oldest first.</summary>
    public required IReadOnlyList<MailEntry> Entries { get; init; }
}

/// <summary>An issue, as a mail names it.</summary>
/// <param name="Identifier">Such as <c>ENG-42</c>.</param>
/// <param name="Title">Its title.</param>
/// <param name="Url">Where it is looked at; null where there is no such place.</param>
public sealed record MailIssue(string Identifier, string Title, string? Url);

/// <summary>Something that happened.</summary>
/// <param name="Actor">Who did it, by name; null for the system.</param>
/// <param name="What">What was done, as the rest of a sentence: <c>moved it from Todo to In Progress</c>.</param>
/// <param name="At">When.</param>
public sealed record MailEntry(string? Actor, string What, DateTimeOffset At)
{
    /// <summary>What was said, in Markdown; null where nothing was.</summary>
    public string? Markdown { get; init; }
}
