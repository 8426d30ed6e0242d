using System.Text.Json;
using Backend.ConformanceTests.Referee;
using Backend.ConformanceTests.Reference;
using Backend.GraphQL;

namespace Backend.ConformanceTests.Rules;

/// <summary>A rule of the specification's section 6, with the response that it demands, for both executors.</summary>
public abstract class RuleTests : IAsyncLifetime
{
    /// <summary>What stands for the data of a response that has none: a request error.</summary>
    protected const string NoData = "";

    private readonly ReferenceServer server = new();

    /// <inheritdoc />
    public Task InitializeAsync() => Task.CompletedTask;

    /// <inheritdoc />
    public async Task DisposeAsync() => await server.DisposeAsync();

    /// <summary>Demands a response of both.</summary>
    /// <param name="request">The request.</param>
    /// <param name="data">The data as it is written, or <see cref="NoData"/>.</param>
    /// <param name="errors">The path and code of each error, as in <c>["item","failing"] PLANTED</c>; a request error has <c>-</c> for a path.</param>
    protected async Task CheckAsync(Request request, string data, params string[] errors)
    {
        await CheckAsync(server.Executors.Stock, request, data, errors);
        await CheckAsync(server.Executors.Product, request, data, errors);
    }

    /// <summary>Demands a response where the referee is known to give another.</summary>
    protected Task CheckProductAsync(Request request, string data, params string[] errors) =>
        CheckAsync(server.Executors.Product, request, data, errors);

    /// <summary>Demands the events of a subscription; each is its data and its errors.</summary>
    protected async Task CheckStreamAsync(Request request, params (string Data, string[] Errors)[] events)
    {
        foreach (var executor in new[] { server.Executors.Stock, server.Executors.Product })
        {
            var outcome = await server.Executors.RunAsync(executor, request);
            Assert.True(outcome.Streamed, outcome.ToString());
            Assert.Equal(events.Select(item => Text(item.Data, item.Errors)), outcome.Responses.Select(Text));
        }
    }

    private async Task CheckAsync(IRequestExecutor executor, Request request, string data, string[] errors)
    {
        var outcome = await server.Executors.RunAsync(executor, request);
        Assert.False(outcome.Streamed);
        var response = executor == server.Executors.Stock ? outcome.Responses[0].Corrected() : outcome.Responses[0];
        Assert.Equal(Text(data, errors), Text(response));
        Assert.Equal(data.Length > 0, response.Executed);
    }

    private static string Text(Response response)
    {
        using var json = JsonDocument.Parse(response.Text);
        var errors = json.RootElement.TryGetProperty("errors", out var list)
            ? list.EnumerateArray().Select(error =>
                $"{(error.TryGetProperty("path", out var path) ? path.GetRawText() : "-")} {error.GetProperty("extensions").GetProperty("code").GetString()}")
            : [];
        return Text(response.Data ?? NoData, [.. errors]);
    }

    private static string Text(string data, string[] errors) => $"{data}\n{string.Join('\n', errors.Order(StringComparer.Ordinal))}";
}
