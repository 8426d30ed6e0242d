using System.Globalization;
using Backend.Modules.Tracking.Upkeep;

namespace Backend.UnitTests.Tracking.Upkeep;

/// <summary>When a team's day begins, whatever its clock does.</summary>
public sealed class MorningTests
{
    [Theory]
    [InlineData("2026-11-23T07:59:59Z", "UTC", null)]
    [InlineData("2026-11-23T08:00:00Z", "UTC", "2026-11-23")]
    [InlineData("2026-11-23T23:59:59Z", "UTC", "2026-11-23")]
    [InlineData("2026-11-24T00:00:00Z", "UTC", null)]
    [InlineData("2026-11-23T06:59:00Z", "Europe/Berlin", null)]
    [InlineData("2026-11-23T07:00:00Z", "Europe/Berlin", "2026-11-23")]
    [InlineData("2026-11-22T19:00:00Z", "Pacific/Auckland", "2026-11-23")]
    [InlineData("2026-11-23T02:15:00Z", "Asia/Kathmandu", "2026-11-23")]
    [InlineData("2026-11-23T02:14:00Z", "Asia/Kathmandu", null)]
    [InlineData("2026-11-23T08:00:00Z", "Nowhere/AnyMore", "2026-11-23")]
    public void Today_is_told_from_eight_in_the_zone(string now, string zone, string? today) => Assert.Equal(today, Today(now, zone));

    [Theory]
    // The night in which the clock skips an hour, and the one in which it goes back.
    [InlineData("2027-03-28T05:59:00Z", "Europe/Berlin", null)]
    [InlineData("2027-03-28T06:00:00Z", "Europe/Berlin", "2027-03-28")]
    [InlineData("2026-10-25T06:59:00Z", "Europe/Berlin", null)]
    [InlineData("2026-10-25T07:00:00Z", "Europe/Berlin", "2026-10-25")]
    // Samoa went from the 29th of December to the 31st.
    [InlineData("2011-12-30T09:59:00Z", "Pacific/Apia", "2011-12-29")]
    [InlineData("2011-12-30T10:00:00Z", "Pacific/Apia", null)]
    [InlineData("2011-12-30T18:00:00Z", "Pacific/Apia", "2011-12-31")]
    public void Today_follows_a_clock_that_is_changed(string now, string zone, string? today) => Assert.Equal(today, Today(now, zone));

    [Fact]
    public void Today_begins_late_where_eight_is_skipped_and_pauses_where_it_comes_again()
    {
        // At 07:30 the clock is set to 08:30 in spring; in autumn at 08:15 back to 07:15.
        var rule = TimeZoneInfo.AdjustmentRule.CreateAdjustmentRule(
            DateTime.MinValue.Date, DateTime.MaxValue.Date, TimeSpan.FromHours(1), At(7, 30, 3), At(8, 15, 10));
        var zone = TimeZoneInfo.CreateCustomTimeZone("Test/Skips", TimeSpan.Zero, "Skips", "Skips", "Skips, summer", [rule]);
        Assert.Null(Morning.Today(Time("2026-03-15T07:29:59Z"), zone));
        Assert.Equal(new DateOnly(2026, 3, 15), Morning.Today(Time("2026-03-15T07:30:00Z"), zone));
        Assert.Equal(new DateOnly(2026, 10, 15), Morning.Today(Time("2026-10-15T07:14:59Z"), zone));
        Assert.Null(Morning.Today(Time("2026-10-15T07:15:00Z"), zone));
        Assert.Equal(new DateOnly(2026, 10, 15), Morning.Today(Time("2026-10-15T08:00:00Z"), zone));

        static TimeZoneInfo.TransitionTime At(int hour, int minute, int month) =>
            TimeZoneInfo.TransitionTime.CreateFixedDateRule(new DateTime(1, 1, 1, hour, minute, 0, DateTimeKind.Unspecified), month, 15);
    }

    private static string? Today(string now, string zone) => Morning.Today(Time(now), zone)?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
