using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

namespace Backend.IntegrationTests.Replicas;

/// <summary>Which ports the statements of a request went to, told apart by the trace id that the request carries.</summary>
internal sealed class ServersAsked : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
{
    private readonly ConcurrentDictionary<string, ConcurrentQueue<int>> ports = new(StringComparer.Ordinal);
    private readonly ConcurrentBag<IDisposable> subscriptions = [];

    public ServersAsked() => subscriptions.Add(DiagnosticListener.AllListeners.Subscribe(this));

    /// <summary>Sends a request and gives its data and the ports of its statements, in their order.</summary>
    public async Task<(System.Text.Json.JsonElement Data, IReadOnlyList<int> Ports)> AskAsync(GraphQLClient client, string query, object? variables = null)
    {
        var trace = ActivityTraceId.CreateRandom().ToHexString();
        client.Http.DefaultRequestHeaders.Remove("traceparent");
        client.Http.DefaultRequestHeaders.Add("traceparent", $"00-{trace}-{ActivitySpanId.CreateRandom().ToHexString()}-01");
        var data = await client.QueryAsync(query, variables);
        return (data, ports.TryGetValue(trace, out var asked) ? [.. asked] : []);
    }

    public void OnNext(DiagnosticListener value)
    {
        if (value.Name == "Microsoft.EntityFrameworkCore")
            subscriptions.Add(value.Subscribe(this));
    }

    public void OnNext(KeyValuePair<string, object?> value)
    {
        if (value.Value is CommandExecutedEventData { Command.Connection: NpgsqlConnection connection } && Activity.Current is { } activity)
            ports.GetOrAdd(activity.TraceId.ToHexString(), _ => []).Enqueue(connection.Port);
    }

    public void OnCompleted()
    {
    }

    public void OnError(Exception error)
    {
    }

    public void Dispose()
    {
        foreach (var subscription in subscriptions)
            subscription.Dispose();
    }
}
