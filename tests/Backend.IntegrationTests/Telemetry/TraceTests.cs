using Backend.IntegrationTests.Jobs;

namespace Backend.IntegrationTests.Telemetry;

/// <summary>What a mutation sets off is one trace, from the request to whoever hears of it, and says no values.</summary>
public sealed class TraceTests(JobServer server) : IClassFixture<JobServer>
{
    private const string Secret = "Nobody may read this in a trace";

    [Fact]
    public async Task Mutation_its_statements_its_event_its_job_and_its_live_delivery_are_one_trace()
    {
        using var ada = server.Client();
        var before = (await ada.QueryAsync("mutation { labelCreate(input: { name: \"Before\", color: \"#112233\" }) { syncId } }")).At("labelCreate.syncId").GetInt64();
        await using var socket = await SocketClient.ConnectAsync(server);
        await socket.SubscribeAsync("1", $"subscription Watch {{ changes(since: {before}) {{ syncId type nodeId }} }}");
        using var trace = new TraceFile();
        ada.Http.DefaultRequestHeaders.Add("traceparent", trace.TraceParent);
        await ada.QueryAsync(
            "mutation Add($name: String!) { labelCreate(input: { name: $name, color: \"#112233\" }) { label { name } errors { ... on Error { message } } } }", new { name = Secret });
        Assert.Equal("label.created", (await socket.NextAsync()).Text("changes.type"));

        await Replicas.Eventually.TrueAsync(() => Task.FromResult(trace.Read().Any(span => span.Text("name") == "job on:test.seen")
            && trace.Read().Any(span => span.Text("name").StartsWith("subscription event", StringComparison.Ordinal))));
        var spans = trace.Read();
        var names = spans.Select(span => span.Text("name")).ToArray();
        Assert.Contains("mutation Add", names);
        Assert.Contains("event label.created", names);
        Assert.Contains("subscription event Watch", names);
        var job = Assert.Single(spans, span => span.Text("name") == "job on:test.seen");
        Assert.Contains(spans, span => span.Text("parent") == job.Text("id") && span.At("tags").TryGetProperty("db.query.text", out _));
        var operation = Assert.Single(spans, span => span.Text("name") == "mutation Add");
        Assert.Contains(spans, span => span.Text("parent") == operation.Text("id") && span.Text("name") is "INSERT" or "DELETE" or "UPDATE");
        Assert.Contains(spans, span => span.Text("source") == "Microsoft.AspNetCore" && span.Text("id") == operation.Text("parent"));
        // Each goes on where another one is, but for what the caller began.
        var ids = spans.Select(span => span.Text("id")).ToHashSet(StringComparer.Ordinal);
        Assert.Single(spans, span => !ids.Contains(span.Text("parent")));
        Assert.DoesNotContain(Secret, await File.ReadAllTextAsync(trace.FilePath), StringComparison.Ordinal);
        Assert.DoesNotContain("eyJ", await File.ReadAllTextAsync(trace.FilePath), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Shared_stream_is_not_part_of_its_first_listeners_request()
    {
        using var ada = server.Client();
        using var trace = new TraceFile();
        var before = (await ada.QueryAsync("mutation { labelCreate(input: { name: \"Untraced before\", color: \"#112233\" }) { syncId } }")).At("labelCreate.syncId").GetInt64();
        await using var socket = await SocketClient.OpenAsync(server.Address, headers: ("traceparent", trace.TraceParent));
        await socket.SendAsync(new { type = "connection_init", payload = new { authorization = $"Bearer {server.Token("ada")}", workspace = "demo" } });
        Assert.Equal("connection_ack", (await socket.ReceiveAsync()).Text("type"));
        await socket.SubscribeAsync("1", "subscription Untraced($since: SyncId) { changes(since: $since) { syncId type } }", new { since = before - 1 });
        Assert.Equal("label.created", (await socket.NextAsync()).Text("changes.type"));
        await ada.QueryAsync("mutation { labelCreate(input: { name: \"Untraced after\", color: \"#112233\" }) { syncId } }");
        Assert.Equal("label.created", (await socket.NextAsync()).Text("changes.type"));
        // Of what the listener replayed for itself there is one reading of the log; the second change came without.
        var readings = trace.Read().Count(span => span.At("tags").TryGetProperty("db.query.text", out var text) && text.GetString()!.Contains("FROM \"platform_events\"", StringComparison.Ordinal));
        Assert.InRange(readings, 0, 1);
    }
}
