using System.Text.RegularExpressions;
using Backend.Platform.Errors;

namespace Backend.Modules.Workspaces.Teams;

/// <summary>What a team's values must look like.</summary>
internal static partial class TeamRules
{
    public const int MaxKeyLength = 8;
    public const string DefaultTimezone = "UTC";
    public const int MaxAutoArchiveAfterDays = 3_650;

    public static string Key(string key, string field = "key") => KeyPattern().IsMatch(key)
        ? key
        : throw new ValidationFailedException(field, $"A key has 1 to {MaxKeyLength} characters of A-Z and 0-9, and begins with a letter.");

    public static string? Color(string? color) => color is null || ColorPattern().IsMatch(color)
        ? color?.ToLowerInvariant()
        : throw new ValidationFailedException("color", "A color is written as '#' and six hexadecimal digits, such as '#5e6ad2'.");

    // Windows' own names ('W. Europe Standard Time') would mean nothing to most clients.
    public static string Timezone(string zone) => TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var found) && found.HasIanaId
        ? zone
        : throw new ValidationFailedException("timezone", $"'{zone}' is not an IANA time zone such as 'Europe/Berlin' or 'UTC'.");

    public static int? AutoArchiveAfterDays(int? days) => days is null or (>= 1 and <= MaxAutoArchiveAfterDays)
        ? days
        : throw new ValidationFailedException("autoArchiveAfterDays", "Issues are archived after 1 to 3,650 days, or never.");

    [GeneratedRegex(@"^[A-Z][A-Z0-9]{0,7}\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 100)]
    private static partial Regex KeyPattern();

    [GeneratedRegex(@"^#[0-9A-Fa-f]{6}\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 100)]
    private static partial Regex ColorPattern();
}
