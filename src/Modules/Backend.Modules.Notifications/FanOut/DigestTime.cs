namespace Backend.Modules.Notifications.FanOut;

/// <summary>When somebody's morning is.</summary>
internal static class DigestTime
{
    /// <summary>The next full hour of that number in a time zone, after a moment. Where a change of clocks skips it, the hour after it.</summary>
    /// <param name="now">The moment.</param>
    /// <param name="timezone">The time zone by its IANA name; one that is not known counts as UTC.</param>
    /// <param name="hour">The hour, 0 to 23.</param>
    public static DateTimeOffset After(DateTimeOffset now, string timezone, int hour)
    {
        var zone = TimeZoneInfo.TryFindSystemTimeZoneById(timezone, out var known) ? known : TimeZoneInfo.Utc;
        var local = TimeZoneInfo.ConvertTime(now, zone).DateTime;
        for (var day = local.Date; ; day = day.AddDays(1))
        {
            var wanted = day.AddHours(hour);
            while (zone.IsInvalidTime(wanted))
                wanted = wanted.AddMinutes(30);
            var time = new DateTimeOffset(wanted, zone.GetUtcOffset(wanted)).ToUniversalTime();
            if (time > now)
                return time;
        }
    }
}
