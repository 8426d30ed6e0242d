using Backend.ConformanceTests.Random;
using Backend.ConformanceTests.Referee;
using Backend.ConformanceTests.Reference;
using Xunit.Abstractions;

namespace Backend.ConformanceTests;

/// <summary>The product's executor gives what GraphQL.NET's own gives, for random operations over the reference schema.</summary>
public sealed class RefereeTests(ITestOutputHelper output) : IAsyncLifetime
{
    // Some make all data null, some break the referee, who has no budget; they have tests of their own.
    internal static readonly GeneratorOptions Options = new()
    {
        Skip = (type, field) => type == "Query" && field.Name is ("failing" or "null" or "infinite" or "infinites" or "rateLimit"),
    };

    private readonly ReferenceServer server = new();

    /// <inheritdoc />
    public Task InitializeAsync() => Task.CompletedTask;

    /// <inheritdoc />
    public async Task DisposeAsync() => await server.DisposeAsync();

    [Theory]
    [InlineData(1_000_000)]
    [InlineData(2_000_000)]
    [InlineData(3_000_000)]
    public Task Random_operations_give_the_same(int seed) =>
        new RefereeRun(server.Schema, server.Executors, Options, output).CompareAsync(RefereeRun.Seed(seed), 1_000);
}
