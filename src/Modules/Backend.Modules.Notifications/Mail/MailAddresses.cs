using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Backend.Modules.Notifications.Mail;

/// <summary>
/// Which addresses mail is sent to: a mailbox and a domain as nearly everybody has them. Quoted mailboxes, comments and address
/// literals are left out: nobody is known by one, and each has carried an attack. Domains may be in any language.
/// </summary>
internal static partial class MailAddresses
{
    private const int MaxLength = 254;

    private static readonly IdnMapping Domains = new() { UseStd3AsciiRules = true };

    /// <summary>The address as it is sent: the domain in ASCII.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out string? address)
    {
        address = null;
        if (text is not { Length: > 2 and <= MaxLength } || text.IndexOf('@', StringComparison.Ordinal) is not (> 0 and <= 64 and var at) || !Mailbox().IsMatch(text[..at]))
            return false;
        try
        {
            var domain = Domains.GetAscii(text[(at + 1)..]);
            if (domain.EndsWith('.') || at + 1 + domain.Length > MaxLength)
                return false;
            address = $"{text[..at]}@{domain}";
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    [GeneratedRegex(@"\A[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*\z", RegexOptions.None, 1_000)]
    private static partial Regex Mailbox();
}
