using Backend.ConformanceTests.Random;
using Backend.ConformanceTests.Referee;
using Backend.ConformanceTests.Reference;
using Backend.GraphQL;

namespace Backend.ConformanceTests;

/// <summary>The referee itself: it finds what differs, and nothing else.</summary>
public sealed class HarnessTests : IAsyncLifetime
{
    private readonly ReferenceServer server = new();

    /// <inheritdoc />
    public Task InitializeAsync() => Task.CompletedTask;

    /// <inheritdoc />
    public async Task DisposeAsync() => await server.DisposeAsync();

    [Fact]
    public void Same_seed_gives_the_same_operation()
    {
        var (first, again) = (Create(17), Create(17));
        Assert.Equal(first.ToRequest(), again.ToRequest());
        Assert.NotEqual(first.ToRequest(), Create(18).ToRequest());
    }

    [Fact]
    public async Task Stock_against_itself_gives_the_same()
    {
        var pair = server.Executors.Against(server.Executors.Stock);
        for (var seed = 0; seed < 50; seed++)
            Assert.Null((await pair.CompareAsync(Create(seed).ToRequest())).Difference);
    }

    [Theory]
    [InlineData("\"number\":1", "\"number\":2", "data")]
    [InlineData("world", "w\\u006frld", "data")]
    [InlineData("\"path\":[\"maybeFailing\"]", "\"path\":[\"failing\"]", "errors")]
    [InlineData("PLANTED", "FOUND", "errors")]
    public async Task Planted_difference_is_found(string text, string other, string difference)
    {
        var pair = server.Executors.Against(new Tampering(server.Executors.Stock, text, other));
        var comparison = await pair.CompareAsync(new Request("{ hello item { number } maybeFailing items(from: 2, count: 1) { maybeFailing } }"));
        Assert.Equal(difference, comparison.Difference);
    }

    [Fact]
    public async Task Operation_that_differs_is_made_small()
    {
        var pair = server.Executors.Against(new Tampering(server.Executors.Stock, "\"hello\":", "\"hallo\":"));
        var (document, comparison) = await FirstDifferenceAsync(pair);
        var smallest = await Shrinker.ShrinkAsync(document, comparison, pair);
        Assert.NotNull(smallest.Difference);
        Assert.InRange(smallest.Request.Query.Split('\n').Length, 3, 8);
        Assert.Contains("hello", smallest.Request.Query, StringComparison.Ordinal);
    }

    private async Task<(Document Document, Comparison Comparison)> FirstDifferenceAsync(ExecutorPair pair)
    {
        for (var seed = 0; seed < 1_000; seed++)
        {
            var document = Create(seed);
            var comparison = await pair.CompareAsync(document.ToRequest());
            if (comparison.Difference is not null)
                return (document, comparison);
        }

        throw new InvalidOperationException("No operation selected 'hello'.");
    }

    private Document Create(int seed) => OperationGenerator.Create(server.Schema, seed, RefereeTests.Options with { OperationTypes = ["query"] });

    /// <summary>An executor with a fault.</summary>
    private sealed class Tampering(IRequestExecutor inner, string text, string other) : IRequestExecutor
    {
        public string Sdl => inner.Sdl;

        public async Task<IExecutionResult> ExecuteAsync(OperationRequest request, OperationSession session, CancellationToken cancellationToken) =>
            new Result((IOperationResult)await inner.ExecuteAsync(request, session, cancellationToken), text, other);
    }

    private sealed class Result(IOperationResult inner, string text, string other) : IOperationResult
    {
        public bool Executed => inner.Executed;

        public IReadOnlyList<string> ErrorCodes => inner.ErrorCodes;

        public ReadOnlyMemory<byte> Response { get; } = System.Text.Encoding.UTF8.GetBytes(
            System.Text.Encoding.UTF8.GetString(inner.Response.Span).Replace(text, other, StringComparison.Ordinal));

        public ReadOnlyMemory<byte> Errors => inner.Errors;

        public void Dispose() => inner.Dispose();
    }
}
