using Backend.GraphQL;

namespace Backend.UnitTests.GraphQL.Limits;

public sealed class TimeoutTests : IDisposable
{
    private readonly LimitedEngine engine = new();

    public void Dispose() => engine.Dispose();

    [Fact]
    public async Task Operation_that_takes_too_long_is_cancelled_with_a_code()
    {
        var running = engine.ExecuteAsync("{ slow }");
        Assert.False(running.IsCompleted);
        engine.Clock.Advance(TimeSpan.FromSeconds(30));
        var answer = await running;
        Assert.Equal(ErrorCodes.Timeout, LimitedEngine.Code(answer));
        Assert.False(answer.TryGetProperty("data", out _));
        Assert.Null(await engine.CodeAsync("{ name }"));
    }

    [Fact]
    public async Task Caller_who_leaves_gets_no_answer()
    {
        using var leaving = new CancellationTokenSource();
        var running = engine.Executor.ExecuteAsync(new OperationRequest("{ slow }", null, LimitedEngine.Read("{}")), LimitedEngine.Session(), leaving.Token);
        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
    }

    [Fact]
    public async Task Subscription_outlives_the_time_of_an_operation()
    {
        var request = new OperationRequest("subscription { animalSeen(from: 1, since: 2) { name } }", null, LimitedEngine.Read("{}"));
        var stream = (IResponseStream)await engine.Executor.ExecuteAsync(request, LimitedEngine.Session(), CancellationToken.None);
        engine.Clock.Advance(TimeSpan.FromHours(1));
        var events = 0;
        await foreach (var result in stream.ReadResultsAsync(CancellationToken.None))
        {
            Assert.Null(LimitedEngine.Code(ZooEngine.Read(result)));
            engine.Clock.Advance(TimeSpan.FromHours(1));
            events++;
        }

        Assert.Equal(3, events);
    }
}
