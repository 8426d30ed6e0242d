using Microsoft.Extensions.Options;

namespace Backend.Modules.Notifications.Mail;

/// <summary>Names mails and threads of them, as RFC 5322 (3.6.4) has it: unique in the world by the domain of the sender.</summary>
internal sealed class MessageIds(IOptions<MailOptions> options)
{
    // Where mail is off nothing is sent under it.
    private string Domain => options.Value.From is { } from && from.LastIndexOf('@') is > 0 and var at ? from[(at + 1)..] : "backend.invalid";

    /// <summary>The <c>Message-ID</c> of a mail, without its brackets.</summary>
    public string For(Guid deliveryId) => $"{deliveryId:N}@{Domain}";

    /// <summary>What mails about one thing answer to, without its brackets; no such mail was ever sent.</summary>
    public string ForThread(Guid workspaceId, string thread) => $"{thread}.{workspaceId:N}@{Domain}";
}
