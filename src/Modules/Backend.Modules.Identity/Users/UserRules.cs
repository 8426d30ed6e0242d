using System.Text.RegularExpressions;
using Backend.Platform.Errors;

namespace Backend.Modules.Identity.Users;

/// <summary>What a user's values must look like.</summary>
internal static partial class UserRules
{
    public const string DefaultTimezone = "UTC";
    public const string DefaultLocale = "en";
    public const int MaxNameLength = 128;
    public const int MaxHandleLength = 40;
    public const int MaxUrlLength = 2048;

    public static string Name(string name)
    {
        var trimmed = name.Trim();
        return trimmed.Length is > 0 and <= MaxNameLength && !trimmed.Any(char.IsControl)
            ? trimmed
            : throw new ValidationFailedException("name", $"A name has 1 to {MaxNameLength} characters, on one line.");
    }

    public static string Handle(string handle) => handle.Length <= MaxHandleLength && HandlePattern().IsMatch(handle)
        ? handle
        : throw new ValidationFailedException(
            "displayName", $"A handle has 1 to {MaxHandleLength} characters of a-z, 0-9, '.', '_' and '-', and begins with a letter or digit.");

    public static Uri? AvatarUrl(Uri? url) => url is null || url.AbsoluteUri.Length <= MaxUrlLength
        ? url
        : throw new ValidationFailedException("avatarUrl", $"An address has at most {MaxUrlLength} characters.");

    public static string Timezone(string zone) => IsTimezone(zone)
        ? zone
        : throw new ValidationFailedException("timezone", $"'{zone}' is not an IANA time zone such as 'Europe/Berlin' or 'UTC'.");

    public static string Locale(string locale) => IsLocale(locale)
        ? locale
        : throw new ValidationFailedException("locale", $"'{locale}' is not a language tag such as 'en' or 'pt-BR'.");

    // Windows' own names ('W. Europe Standard Time') would mean nothing to most clients.
    public static bool IsTimezone(string zone) => TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var found) && found.HasIanaId;

    public static bool IsLocale(string locale) => LocalePattern().IsMatch(locale);

    [GeneratedRegex(@"^[a-z0-9][a-z0-9._-]*\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 100)]
    private static partial Regex HandlePattern();

    // Language, script, region: the parts of BCP 47 that say how to write for somebody.
    [GeneratedRegex(@"^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 100)]
    private static partial Regex LocalePattern();
}
