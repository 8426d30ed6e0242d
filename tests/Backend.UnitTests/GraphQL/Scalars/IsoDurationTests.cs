using Backend.GraphQL;

namespace Backend.UnitTests.GraphQL.Scalars;

public sealed class IsoDurationTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 31, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("P2W", "2026-04-14T12:00:00")]
    [InlineData("P1D", "2026-04-01T12:00:00")]
    [InlineData("-P1D", "2026-03-30T12:00:00")]
    [InlineData("P1M", "2026-04-30T12:00:00")]
    [InlineData("-P1Y1M", "2025-02-28T12:00:00")]
    [InlineData("PT1H30M5S", "2026-03-31T13:30:05")]
    [InlineData("-PT36H", "2026-03-30T00:00:00")]
    [InlineData("P1Y2M3W4DT5H6M7S", "2027-06-25T17:06:07")]
    [InlineData("P0D", "2026-03-31T12:00:00")]
    public void From_leads_to_the_point_in_time_meant(string text, string expected)
    {
        Assert.True(IsoDuration.TryParse(text, out var duration));
        Assert.Equal(DateTimeOffset.Parse(expected + "Z", System.Globalization.CultureInfo.InvariantCulture), duration.From(Now));
    }

    [Theory]
    [InlineData("")]
    [InlineData("P")]
    [InlineData("-P")]
    [InlineData("PT")]
    [InlineData("P1DT")]
    [InlineData("1D")]
    [InlineData("P1")]
    [InlineData("P1H")]
    [InlineData("P1D2M")]
    [InlineData("P-1D")]
    [InlineData("+P1D")]
    [InlineData("P1.5D")]
    [InlineData("p1d")]
    [InlineData(" P1D")]
    [InlineData("P1D\n")]
    [InlineData("P12345D")]
    [InlineData("P\u0663D")]
    public void TryParse_refuses_what_is_not_a_duration(string text) => Assert.False(IsoDuration.TryParse(text, out _));

    [Theory]
    [InlineData("P9999Y")]
    [InlineData("-P9999Y")]
    [InlineData("P7973YT9999H")]
    public void From_beyond_the_calendar_is_bad_input(string text)
    {
        Assert.True(IsoDuration.TryParse(text, out var duration));
        Assert.Throws<BadUserInputException>(() => duration.From(new DateTimeOffset(2026, 12, 31, 0, 0, 0, TimeSpan.Zero)));
    }

    [Fact]
    public void Relative_day_is_taken_in_utc()
    {
        Assert.True(IsoDuration.TryParse("P1D", out var duration));
        var lateInTheEvening = new DateTimeOffset(2026, 3, 31, 23, 30, 0, TimeSpan.FromHours(-5));
        Assert.Equal(new DateOnly(2026, 4, 2), new DateOrDuration(null, duration).Resolve(lateInTheEvening));
    }

    [Fact]
    public void Absolute_values_stand_for_themselves()
    {
        var day = new DateOnly(2026, 1, 2);
        Assert.Equal(day, new DateOrDuration(day, default).Resolve(Now));
        Assert.Equal(Now.AddDays(9), new DateTimeOrDuration(Now.AddDays(9), default).Resolve(Now));
    }
}
