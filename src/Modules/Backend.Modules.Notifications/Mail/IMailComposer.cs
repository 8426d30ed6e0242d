namespace Backend.Modules.Notifications.Mail;

/// <summary>Says what mails of some kinds say, right before they are sent: what was read meanwhile, or may not be seen any more, is left out.</summary>
internal interface IMailComposer
{
    /// <summary>Whether mails of this kind are its own. Of each kind there is one composer.</summary>
    bool Composes(EmailKind kind);

    /// <summary>
    /// Puts mails together, all of the session's workspace, and none twice for one person and thing. It is asked again for each
    /// attempt. Reads only.
    /// </summary>
    /// <returns>What they say, by the delivery's id; null, or no entry, where nothing is left to say.</returns>
    Task<IReadOnlyDictionary<Guid, MailContent?>> ComposeAsync(IReadOnlyList<DueMail> mails, CancellationToken cancellationToken);

    /// <summary>Notes that mails were sent, in the write that records it. <see cref="MailContent.Covers"/> says what they told of.</summary>
    Task OnSentAsync(IReadOnlyList<SentMail> mails, CancellationToken cancellationToken);
}
