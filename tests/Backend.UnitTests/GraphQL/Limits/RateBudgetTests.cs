using Backend.GraphQL;
using Backend.GraphQL.Limits;
using Microsoft.Extensions.Options;

namespace Backend.UnitTests.GraphQL.Limits;

public sealed class RateBudgetTests : IDisposable
{
    private const string Costs50 = "{ herd(first: 39) { nodes { name } } }";
    private readonly LimitedEngine engine = new(new GraphQLLimits { OperationCost = 100, CostPerMinute = 120 });

    public void Dispose() => engine.Dispose();

    [Fact]
    public async Task Rate_limit_says_what_is_left_after_its_own_operation()
    {
        await engine.ExecuteAsync(Costs50);
        var limit = (await engine.ExecuteAsync("{ name rateLimit { cost limit remaining resetAt } }")).GetProperty("data").GetProperty("rateLimit");
        Assert.Equal((1, 120, 69), (limit.GetProperty("cost").GetInt32(), limit.GetProperty("limit").GetInt32(), limit.GetProperty("remaining").GetInt32()));
        // 51 of 120 a minute are 25.5 s.
        Assert.Equal(engine.Clock.GetUtcNow().AddSeconds(25.5), limit.GetProperty("resetAt").GetDateTimeOffset());
    }

    [Fact]
    public async Task Budget_that_is_spent_refuses_and_refills_all_the_time()
    {
        await engine.ExecuteAsync(Costs50);
        await engine.ExecuteAsync(Costs50);
        var refused = await engine.ExecuteAsync(Costs50);
        Assert.Equal(ErrorCodes.RateLimited, LimitedEngine.Code(refused));
        Assert.False(refused.TryGetProperty("data", out _));
        var details = refused.GetProperty("errors")[0].GetProperty("extensions");
        Assert.Equal((50, 20, 15), (details.GetProperty("cost").GetInt32(), details.GetProperty("remaining").GetInt32(), details.GetProperty("retryAfter").GetInt32()));
        engine.Clock.Advance(TimeSpan.FromSeconds(14));
        Assert.Equal(ErrorCodes.RateLimited, LimitedEngine.Code(await engine.ExecuteAsync(Costs50)));
        engine.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Null(LimitedEngine.Code(await engine.ExecuteAsync(Costs50)));
    }

    [Fact]
    public async Task Budget_never_holds_more_than_a_minute_brings()
    {
        engine.Clock.Advance(TimeSpan.FromDays(1));
        await engine.ExecuteAsync(Costs50);
        engine.Clock.Advance(TimeSpan.FromDays(1));
        var remaining = (await engine.ExecuteAsync("{ rateLimit { remaining } }")).GetProperty("data").GetProperty("rateLimit").GetProperty("remaining").GetInt32();
        Assert.Equal(119, remaining);
    }

    [Theory]
    [InlineData("grace", "10.0.0.1", true)]
    [InlineData("ada", "10.0.0.2", false)]
    [InlineData(null, "10.0.0.1", true)]
    public async Task Each_caller_has_a_budget(string? subject, string address, bool passes)
    {
        await engine.ExecuteAsync(Costs50);
        await engine.ExecuteAsync(Costs50);
        var answer = await engine.ExecuteAsync(Costs50, session: LimitedEngine.Session(subject, address));
        Assert.Equal(passes ? null : ErrorCodes.RateLimited, LimitedEngine.Code(answer));
    }

    [Fact]
    public async Task Callers_who_are_not_signed_in_have_a_budget_by_address()
    {
        for (var times = 0; times < 2; times++)
            await engine.ExecuteAsync(Costs50, session: LimitedEngine.Session(null, "10.0.0.1"));
        Assert.Equal(ErrorCodes.RateLimited, LimitedEngine.Code(await engine.ExecuteAsync(Costs50, session: LimitedEngine.Session(null, "10.0.0.1"))));
        Assert.Null(LimitedEngine.Code(await engine.ExecuteAsync(Costs50, session: LimitedEngine.Session(null, "10.0.0.2"))));
    }

    [Fact]
    public async Task Operations_of_one_request_are_summed()
    {
        var batch = LimitedEngine.Session() with { Usage = new RequestUsage() };
        Assert.Null(LimitedEngine.Code(await engine.ExecuteAsync(Costs50, session: batch)));
        Assert.Null(LimitedEngine.Code(await engine.ExecuteAsync("{ name }", session: batch)));
        Assert.Equal(ErrorCodes.CostLimitExceeded, LimitedEngine.Code(await engine.ExecuteAsync(Costs50, session: batch)));
        Assert.Null(LimitedEngine.Code(await engine.ExecuteAsync(Costs50, session: LimitedEngine.Session() with { Usage = new RequestUsage() })));
    }

    [Fact]
    public async Task Without_a_budget_there_is_no_rate_limit()
    {
        using var free = new LimitedEngine(new GraphQLLimits { CostPerMinute = 0 });
        Assert.Equal("""{"rateLimit":null}""", (await free.ExecuteAsync("{ rateLimit { remaining } }")).GetProperty("data").GetRawText());
    }

    [Fact]
    public void Flood_of_callers_keeps_no_more_budgets_than_there_is_room_for()
    {
        var budgets = new RateBudgets(Options.Create(new GraphQLLimits { CostPerMinute = 120 }), engine.Clock);
        for (var number = 0; number < 20_000; number++)
            Assert.True(Pays($"visitor {number}", 100));
        // Newcomers share one budget now.
        Assert.True(Pays("newcomer", 100));
        Assert.False(Pays("one more", 100));
        // Those who were there before keep theirs, and after a minute there is room again.
        Assert.True(Pays("visitor 7", 20));
        Assert.False(Pays("visitor 7", 20));
        engine.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.True(Pays("one more", 100));
        Assert.True(Pays("another", 100));

        bool Pays(string caller, long cost) => budgets.Spend(caller, cost)!.Value.RetryAfter is null;
    }
}
