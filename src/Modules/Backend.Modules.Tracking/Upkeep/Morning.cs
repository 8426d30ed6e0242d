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
    public static DateOnly? Today(DateTimeOffset now, string zone)
    {
        // A zone that this machine's data does not know any more must not keep others from being told.
        var local = TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var found) ? TimeZoneInfo.ConvertTime(now, found) : now.ToUniversalTime();
        return local.TimeOfDay >= Begins ? DateOnly.FromDateTime(local.DateTime) : null;
    }
}
