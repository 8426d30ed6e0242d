using Backend.Modules.Integrations.Sending;
using Backend.Modules.Integrations.Webhooks;
using Microsoft.Extensions.Options;

namespace Backend.UnitTests.Integrations;

public sealed class RetryScheduleTests
{
    private readonly RetrySchedule schedule = new(Options.Create(new WebhookOptions()));

    [Fact]
    public void Pauses_grow_and_come_to_about_a_day()
    {
        var pauses = Enumerable.Range(1, 10).Select(tries => schedule.PauseAfter(tries, retryAfter: null)!.Value).ToArray();
        Assert.Equal(pauses.Order(), pauses);
        Assert.InRange(pauses.Aggregate(TimeSpan.Zero, (sum, pause) => sum + pause), TimeSpan.FromHours(18), TimeSpan.FromHours(29));
        Assert.Null(schedule.PauseAfter(11, retryAfter: null));
    }

    [Fact]
    public void Pauses_differ_by_chance() =>
        Assert.True(Enumerable.Range(0, 20).Select(_ => schedule.PauseAfter(1, retryAfter: null)).Distinct().Count() > 1);

    [Theory]
    [InlineData(600, 600)]
    [InlineData(1, 4)]
    [InlineData(-5, 4)]
    [InlineData(1_000_000, 3_600)]
    public void Receiver_that_asks_for_more_time_gets_it_within_bounds(int asked, int atLeast)
    {
        var pause = schedule.PauseAfter(1, TimeSpan.FromSeconds(asked))!.Value.TotalSeconds;
        Assert.InRange(pause, atLeast, Math.Max(atLeast, 6));
    }

    [Fact]
    public void Endpoint_that_fails_again_and_again_is_left_alone_for_longer_up_to_a_bound()
    {
        Assert.Null(schedule.BreakAfter(RetrySchedule.Threshold - 1));
        Assert.InRange(schedule.BreakAfter(RetrySchedule.Threshold)!.Value.TotalSeconds, 0.8, 1.2);
        Assert.InRange(schedule.BreakAfter(1_000)!.Value.TotalSeconds, 24, 36);
    }
}
