namespace Backend.Modules.Tracking.Upkeep;

/// <summary>When a team's day begins.</summary>
internal static class Morning
{
    /// <summary>Eight o'clock, local time.</summary>
    public static readonly TimeSpan Begins = TimeSpan.FromHours(8);

    /// <summary>
    /// What day it is in a time zone; null while it is too early. The local clock decides, not hours since midnight: where it
    /// skips the hour, the morning begins with the first minute after, and what was told is told no second time where it goes back.
    /// </summary>
    public static DateOnly? Today(DateTimeOffset now, TimeZoneInfo zone)
    {
        var local = TimeZoneInfo.ConvertTime(now, zone);
        return local.TimeOfDay >= Begins ? DateOnly.FromDateTime(local.DateTime) : null;
    }

    /// <summary>The same for a zone by its IANA name; one that this machine's data does not know any more is taken for UTC.</summary>
    public static DateOnly? Today(DateTimeOffset now, string zone) =>
        Today(now, TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var found) ? found : TimeZoneInfo.Utc);
}
