using System.Globalization;
using Backend.Modules.Notifications.FanOut;

namespace Backend.UnitTests.Notifications;

public sealed class DigestTimeTests
{
    [Theory]
    [InlineData("2026-07-01T03:00:00Z", "Europe/Berlin", "2026-07-01T06:00:00Z")]
    [InlineData("2026-07-01T06:00:00Z", "Europe/Berlin", "2026-07-02T06:00:00Z")]
    [InlineData("2026-10-25T01:00:00Z", "Europe/Berlin", "2026-10-25T07:00:00Z")]
    [InlineData("2026-07-01T23:30:00Z", "Asia/Kathmandu", "2026-07-02T02:15:00Z")]
    [InlineData("2026-07-01T12:00:00Z", "Pacific/Kiritimati", "2026-07-01T18:00:00Z")]
    [InlineData("2026-07-01T12:00:00Z", "Nowhere/AtAll", "2026-07-02T08:00:00Z")]
    public void After_moment_gives_the_next_morning_of_the_zone(string now, string zone, string expected) =>
        Assert.Equal(Time(expected), DigestTime.After(Time(now), zone, hour: 8));

    [Fact]
    public void After_night_in_which_the_hour_is_skipped_gives_the_time_after_it() =>
        Assert.Equal(Time("2026-03-29T01:00:00Z"), DigestTime.After(Time("2026-03-29T00:00:00Z"), "Europe/Berlin", hour: 2));

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
