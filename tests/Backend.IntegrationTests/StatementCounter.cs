using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Backend.IntegrationTests;

/// <summary>
/// Counts the SQL statements that a request causes, told apart by the trace id that the request carries. Each is counted as
/// the first request after a commit, for which nothing that was read before is kept.
/// </summary>
/// <param name="commitAsync">Commits something that changes nothing.</param>
public sealed class StatementCounter(Func<Task> commitAsync) : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
{
    private readonly ConcurrentDictionary<string, ConcurrentQueue<string>> statements = new(StringComparer.Ordinal);
    private IDisposable? all;
    private readonly ConcurrentBag<IDisposable> efCore = [];

    /// <summary>Begins to listen to EF Core.</summary>
    public void Listen() => all = DiagnosticListener.AllListeners.Subscribe(this);

    /// <summary>Sends a request and gives the statements that it caused, with its data.</summary>
    public async Task<(System.Text.Json.JsonElement Data, IReadOnlyList<string> Statements)> CountAsync(GraphQLClient client, string query, object? variables = null)
    {
        await commitAsync();
        return await CountKeptAsync(client, query, variables);
    }

    /// <summary>Sends a request, of which what was read before may be kept, and gives the statements that it caused, with its data.</summary>
    public async Task<(System.Text.Json.JsonElement Data, IReadOnlyList<string> Statements)> CountKeptAsync(GraphQLClient client, string query, object? variables = null)
    {
        var trace = Trace(client);
        var data = await client.QueryAsync(query, variables);
        return (data, Of(trace));
    }

    /// <summary>Sends a request many times at once, after a commit, and gives the statements that all of them caused.</summary>
    public async Task<IReadOnlyList<string>> CountAtOnceAsync(GraphQLClient client, string query, int times)
    {
        await commitAsync();
        var trace = Trace(client);
        await Task.WhenAll(Enumerable.Range(0, times).Select(_ => client.QueryAsync(query)));
        return Of(trace);
    }

    /// <summary>Sends a request, however it ends, and gives the statements that it caused.</summary>
    public async Task<IReadOnlyList<string>> CountFailingAsync(GraphQLClient client, string query)
    {
        await commitAsync();
        var trace = Trace(client);
        await client.SendAsync(query);
        return Of(trace);
    }

    private static string Trace(GraphQLClient client)
    {
        var trace = ActivityTraceId.CreateRandom().ToHexString();
        client.Http.DefaultRequestHeaders.Remove("traceparent");
        client.Http.DefaultRequestHeaders.Add("traceparent", $"00-{trace}-{ActivitySpanId.CreateRandom().ToHexString()}-01");
        return trace;
    }

    /// <summary>The statements that a trace has caused so far.</summary>
    internal IReadOnlyList<string> Of(string trace) => statements.TryGetValue(trace, out var caused) ? [.. caused] : [];

    /// <inheritdoc />
    public void OnNext(DiagnosticListener value)
    {
        if (value.Name == "Microsoft.EntityFrameworkCore")
            efCore.Add(value.Subscribe(this));
    }

    /// <inheritdoc />
    public void OnNext(KeyValuePair<string, object?> value)
    {
        if (value.Value is CommandExecutedEventData executed && Activity.Current is { } activity)
            statements.GetOrAdd(activity.TraceId.ToHexString(), _ => []).Enqueue(executed.Command.CommandText);
    }

    /// <inheritdoc />
    public void OnCompleted()
    {
    }

    /// <inheritdoc />
    public void OnError(Exception error)
    {
    }

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var subscription in efCore)
            subscription.Dispose();
        all?.Dispose();
    }
}
