using System.Net.Mail;

namespace Backend.GraphQL;

/// <summary>An e-mail address, without a display name.</summary>
/// <param name="Value">The address, as it was given.</param>
public readonly record struct EmailAddress(string Value)
{
    /// <summary>Reads an address.</summary>
    /// <returns>Whether the text is one.</returns>
    public static bool TryParse(string text, out EmailAddress address)
    {
        // 254: the longest that fits a mail path (RFC 5321, 4.5.3.1.3, errata 1690).
        var valid = text.Length <= 254 && MailAddress.TryCreate(text, out var parsed) && parsed.Address == text;
        address = new EmailAddress(text);
        return valid;
    }

    /// <inheritdoc />
    public override string ToString() => Value;
}

internal sealed class EmailAddressScalar : TextScalar<EmailAddress>
{
    public EmailAddressScalar()
    {
        Name = "EmailAddress";
        Description = "An e-mail address, without a display name: `ada@example.org`.";
    }

    protected override bool TryRead(string text, out EmailAddress value) => EmailAddress.TryParse(text, out value);

    protected override string Write(EmailAddress value) => value.Value;
}

internal sealed class UrlScalar : TextScalar<Uri>
{
    public UrlScalar()
    {
        Name = "URL";
        Description = "An absolute http or https address, as RFC 3986 has it.";
    }

    protected override bool TryRead(string text, out Uri value) =>
        Uri.TryCreate(text, UriKind.Absolute, out value!) && value.Scheme is "http" or "https";

    protected override string Write(Uri value) => value.AbsoluteUri;
}
