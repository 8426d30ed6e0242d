namespace Backend.Contracts.Notifications;

/// <summary>Tries the mail server, for the command line.</summary>
public interface IMailProbe
{
    /// <summary>Whether mail is configured.</summary>
    bool IsOn { get; }

    /// <summary>Connects, secures the connection and signs in, as for a mail, and sends none.</summary>
    Task<MailProbe> TryAsync(CancellationToken cancellationToken);
}

/// <summary>What trying the mail server came to.</summary>
/// <param name="Problem">What is wrong, as a code with the server's answer; null where nothing is.</param>
/// <param name="Transcript">What was said, without secrets: <c>C:</c> is this server, <c>S:</c> the mail server.</param>
public sealed record MailProbe(string? Problem, IReadOnlyList<string> Transcript);
