namespace Backend.MailTemplates;

/// <summary>Where links of mails may lead.</summary>
internal static class MailLinks
{
    /// <summary>Whether it is a whole address of the web or of a mailbox.</summary>
    public static bool IsSafe(string? url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeMailto);
}
