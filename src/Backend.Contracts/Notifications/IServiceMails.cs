namespace Backend.Contracts.Notifications;

/// <summary>Mails about the service itself, such as to the owner of a webhook that was switched off.</summary>
public interface IServiceMails
{
    /// <summary>
    /// Sends a mail to somebody of the session's workspace, once the current write is committed. While one about the same thing
    /// waits, no further one is added.
    /// </summary>
    /// <param name="userId">To whom.</param>
    /// <param name="about">What it is about, such as a webhook's id; at most 64 characters.</param>
    /// <param name="notice">What it says; no secrets.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task SendAsync(Guid userId, string about, ServiceNotice notice, CancellationToken cancellationToken);
}

/// <summary>Something about the service that somebody shall know.</summary>
/// <param name="Title">What it is about, in a line; also the subject.</param>
/// <param name="Paragraphs">What is to be said.</param>
public sealed record ServiceNotice(string Title, IReadOnlyList<string> Paragraphs)
{
    /// <summary>What the button says; null for a mail without one.</summary>
    public string? LinkText { get; init; }

    /// <summary>Where the button leads; null for a mail without one.</summary>
    public string? LinkUrl { get; init; }
}
