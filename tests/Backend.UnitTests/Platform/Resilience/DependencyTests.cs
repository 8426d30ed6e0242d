using System.Net;
using Backend.Platform.Resilience;
using Microsoft.Extensions.Time.Testing;
using Polly.CircuitBreaker;
using Polly.RateLimiting;

namespace Backend.UnitTests.Platform.Resilience;

/// <summary>How calls to the outside are guarded.</summary>
public sealed class DependencyTests : IDisposable
{
    private readonly FakeTimeProvider clock = new();
    private readonly Dependencies dependencies;

    public DependencyTests() => dependencies = new Dependencies(clock);

    [Fact]
    public async Task Circuit_opens_when_calls_fail_and_closes_when_one_succeeds_again()
    {
        var dependency = dependencies.Get(new("broken") { MinimumCalls = 4 });
        for (var call = 0; call < 4; call++)
            await Assert.ThrowsAsync<IOException>(() => CallAsync(dependency, fails: true));
        Assert.Equal((DependencyState.Open, false), (dependency.State, dependency.IsCalled));
        await Assert.ThrowsAsync<BrokenCircuitException>(() => CallAsync(dependency, fails: false));

        clock.Advance(TimeSpan.FromSeconds(6));

        // Who looks before calling must not wait for somebody else's call.
        Assert.Equal((DependencyState.Open, true), (dependency.State, dependency.IsCalled));
        await CallAsync(dependency, fails: false);
        Assert.Equal(DependencyState.Closed, dependency.State);
    }

    [Fact]
    public async Task Caller_that_leaves_is_no_failure_of_the_dependency()
    {
        var dependency = dependencies.Get(new("left") { MinimumCalls = 2 });
        for (var call = 0; call < 4; call++)
        {
            using var left = new CancellationTokenSource();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await dependency.Once.ExecuteAsync(
                async token =>
                {
                    await left.CancelAsync();
                    token.ThrowIfCancellationRequested();
                },
                left.Token));
        }

        Assert.Equal(DependencyState.Closed, dependency.State);
    }

    [Fact]
    public async Task One_call_more_than_may_be_at_once_is_refused()
    {
        var dependency = dependencies.Get(new("slow") { MaxConcurrent = 2, MaxQueued = 1 });
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var calls = Enumerable.Range(0, 3).Select(_ => dependency.Once.ExecuteAsync(async _ => await release.Task).AsTask()).ToArray();
        await Assert.ThrowsAsync<RateLimiterRejectedException>(() => CallAsync(dependency, fails: false));
        release.SetResult();
        await Task.WhenAll(calls);
        await CallAsync(dependency, fails: false);
    }

    [Fact]
    public void Retries_are_a_tenth_of_what_succeeds()
    {
        var (budget, taken) = (new RetryBudget(), 0);
        while (budget.TryTake())
            taken++;
        Assert.Equal(10, taken);
        for (var call = 0; call < 100; call++)
            budget.Earn();
        for (taken = 0; budget.TryTake();)
            taken++;
        Assert.Equal(10, taken);
    }

    [Theory]
    [InlineData("GET", 3)]
    [InlineData("POST", 1)]
    public async Task Requests_that_are_safe_are_repeated_and_no_others(string method, int expected)
    {
        var answers = new Answers(HttpStatusCode.BadGateway);
        var dependency = new Dependencies(TimeProvider.System).Get(new($"http {method}") { MaxRetries = 2 });
        using var client = new HttpClient(new ResilientHandler(dependency, answers));
        using var request = new HttpRequestMessage(new HttpMethod(method), "http://127.0.0.1/");
        var error = await Assert.ThrowsAsync<HttpRequestException>(() => client.SendAsync(request));
        Assert.Equal(HttpStatusCode.BadGateway, error.StatusCode);
        Assert.Equal(expected, answers.Count);
    }

    [Fact]
    public async Task Request_that_is_not_made_is_told_as_one_that_failed()
    {
        var dependency = dependencies.Get(new("http") { MinimumCalls = 2 });
        using var client = new HttpClient(new ResilientHandler(dependency, new Answers(HttpStatusCode.InternalServerError)));
        for (var call = 0; call < 2; call++)
            await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync("http://127.0.0.1/"));
        var refused = await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync("http://127.0.0.1/"));
        Assert.IsType<BrokenCircuitException>(refused.InnerException);
    }

    public void Dispose() => dependencies.Dispose();

    private static async Task CallAsync(Dependency dependency, bool fails) => await dependency.Once.ExecuteAsync(async _ =>
    {
        await Task.Yield();
        if (fails)
            throw new IOException();
    });

    private sealed class Answers(HttpStatusCode status) : HttpMessageHandler
    {
        public int Count { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Count++;
            return Task.FromResult(new HttpResponseMessage(status));
        }
    }
}
