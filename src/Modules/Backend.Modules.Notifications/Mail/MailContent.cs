using Backend.MailTemplates;

namespace Backend.Modules.Notifications.Mail;

/// <summary>What a mail says.</summary>
/// <param name="Model">What its template shows.</param>
internal sealed record MailContent(MailModel Model)
{
    /// <summary>The category of notifications that its one-click link unsubscribes from; null for a mail without such a link.</summary>
    public string? UnsubscribeCategory { get; init; }

    /// <summary>What it is about, such as <c>issue-01931c…</c>: mails about one thing form a thread. Null for one that stands alone.</summary>
    public string? Thread { get; init; }

    /// <summary>Ids of what it tells of, given back once it was sent.</summary>
    public IReadOnlyList<Guid> Covers { get; init; } = [];
}
