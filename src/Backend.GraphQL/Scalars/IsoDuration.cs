using System.Globalization;
using System.Text.RegularExpressions;

namespace Backend.GraphQL;

/// <summary>An ISO 8601 duration (<c>P1Y2M3W4DT5H6M7S</c>, with a leading minus for the past).</summary>
/// <param name="Months">Years and months, in months.</param>
/// <param name="Days">Weeks and days, in days.</param>
/// <param name="Time">Hours, minutes and seconds.</param>
public readonly partial record struct IsoDuration(int Months, int Days, TimeSpan Time)
{
    /// <summary>Reads a duration.</summary>
    /// <returns>Whether the text is one.</returns>
    public static bool TryParse(string text, out IsoDuration duration)
    {
        duration = default;
        var match = Pattern().Match(text);
        if (!match.Success || text.EndsWith('P') || text.EndsWith('T'))
            return false;
        var sign = match.Groups["sign"].Length > 0 ? -1 : 1;
        duration = new IsoDuration(
            sign * (Part("y") * 12 + Part("mo")),
            sign * (Part("w") * 7 + Part("d")),
            sign * new TimeSpan(Part("h"), Part("m"), Part("s")));
        return true;

        int Part(string name) =>
            match.Groups[name] is { Success: true } group ? int.Parse(group.ValueSpan, CultureInfo.InvariantCulture) : 0;
    }

    /// <summary>The point in time that lies this far from another.</summary>
    /// <exception cref="BadUserInputException">It lies beyond the calendar.</exception>
    public DateTimeOffset From(DateTimeOffset start)
    {
        try
        {
            return start.AddMonths(Months).AddDays(Days) + Time;
        }
        catch (ArgumentOutOfRangeException)
        {
            throw new BadUserInputException("A duration must not lead beyond the years 1 to 9999.");
        }
    }

    // At most four digits a part, so that no sum overflows.
    [GeneratedRegex(@"^(?<sign>-)?P(?:(?<y>[0-9]{1,4})Y)?(?:(?<mo>[0-9]{1,4})M)?(?:(?<w>[0-9]{1,4})W)?(?:(?<d>[0-9]{1,4})D)?(?:T(?:(?<h>[0-9]{1,4})H)?(?:(?<m>[0-9]{1,4})M)?(?:(?<s>[0-9]{1,4})S)?)?\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 100)]
    private static partial Regex Pattern();
}

/// <summary>A calendar day, or one relative to today.</summary>
/// <param name="Date">The day, where it was given as such.</param>
/// <param name="Duration">How far it lies from today otherwise.</param>
public readonly record struct DateOrDuration(DateOnly? Date, IsoDuration Duration)
{
    /// <summary>The day meant, in UTC.</summary>
    public DateOnly Resolve(DateTimeOffset now) => Date ?? DateOnly.FromDateTime(Duration.From(now).UtcDateTime);
}

/// <summary>A point in time, or one relative to now.</summary>
/// <param name="Time">The time, where it was given as such.</param>
/// <param name="Duration">How far it lies from now otherwise.</param>
public readonly record struct DateTimeOrDuration(DateTimeOffset? Time, IsoDuration Duration)
{
    /// <summary>The time meant.</summary>
    public DateTimeOffset Resolve(DateTimeOffset now) => Time ?? Duration.From(now);
}
