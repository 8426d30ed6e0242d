using System.Net;
using Backend.Platform.Errors;

namespace Backend.Platform.Outgoing;

/// <summary>
/// Checks addresses that people give, before anything is called: what they look like. What a name stands for is checked when it is
/// called, each time, because it can change.
/// </summary>
public sealed class OutgoingUrls(OutgoingPolicy policy)
{
    /// <summary>The longest address.</summary>
    public const int MaxLength = 2_048;

    private const string NoNumber = "Write an IP address as four decimal numbers.";

    private static readonly string[] LocalNames = [".localhost", ".local", ".internal", ".intranet", ".lan", ".home", ".corp", ".arpa"];

    /// <summary>Checks an address.</summary>
    /// <param name="text">The address.</param>
    /// <param name="field">The input field that holds it, for the error.</param>
    /// <returns>The address as it is called.</returns>
    /// <exception cref="ValidationFailedException">It must not be called.</exception>
    public Uri Check(string text, string field)
    {
        var (url, problem) = Read(text);
        return problem is null ? url! : throw new ValidationFailedException(field, problem);
    }

    private (Uri? Url, string? Problem) Read(string text)
    {
        if (text.Length > MaxLength)
            return (null, $"An address has at most {MaxLength} characters.");
        if (!(text.StartsWith("https://", StringComparison.OrdinalIgnoreCase) || text.StartsWith("http://", StringComparison.OrdinalIgnoreCase))
            || text.Any(character => char.IsWhiteSpace(character) || char.IsControl(character) || character == '\\')
            || !Uri.TryCreate(text, UriKind.Absolute, out var url))
            return (null, "Give a complete address that begins with https://.");
        return (url, Problem(url, AuthorityOf(text)));
    }

    private string? Problem(Uri url, string authority)
    {
        if (authority.Contains('@', StringComparison.Ordinal))
            return "An address must not hold a user name or a password.";
        if (url.Fragment.Length > 0)
            return "An address must not have a fragment (#).";
        if (url.Scheme == Uri.UriSchemeHttp && !policy.AllowsMore)
            return "Only https is called.";
        if (url.Port is < 1 or (< 1024 and not (80 or 443)))
            return "Below 1024 only the ports 80 and 443 are called.";
        // What is called is the name in its ASCII form, in which the digits of other scripts become digits.
        var host = url.IdnHost.Trim('[', ']');
        if (host.Length == 0 || host.EndsWith('.') || authority.Contains('%', StringComparison.Ordinal))
            return "The host must be a name without a dot at its end, or an IP address.";
        return IPAddress.TryParse(host, out var address) ? AddressProblem(url, authority, host, address) : NameProblem(host);
    }

    private string? AddressProblem(Uri url, string authority, string host, IPAddress address)
    {
        if (url.HostNameType != UriHostNameType.IPv6 && authority.Split(':')[0] != host)
            return NoNumber;
        return policy.IsAllowed(address) ? null : $"The address {host} is not on the public internet.";
    }

    private string? NameProblem(string host)
    {
        // Other spellings of numbers end in a label that is one, as no name of the internet does.
        var last = host[(host.LastIndexOf('.') + 1)..];
        if (last.All(char.IsAsciiDigit) || (last.StartsWith("0x", StringComparison.OrdinalIgnoreCase) && last[2..].All(char.IsAsciiHexDigit)))
            return NoNumber;
        var isLocal = !host.Contains('.', StringComparison.Ordinal) || LocalNames.Any(name => host.EndsWith(name, StringComparison.OrdinalIgnoreCase));
        return isLocal && !policy.AllowsMore ? $"The host '{host}' is not on the public internet." : null;
    }

    private static string AuthorityOf(string text)
    {
        var rest = text[(text.IndexOf("//", StringComparison.Ordinal) + 2)..];
        return rest.IndexOfAny(['/', '?', '#']) is >= 0 and var end ? rest[..end] : rest;
    }
}
