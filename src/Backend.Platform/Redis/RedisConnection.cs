using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace Backend.Platform.Redis;

/// <summary>
/// The node's one connection to Redis. It is made in the background and made again whenever it is lost: nobody waits for it,
/// and nothing depends on it.
/// </summary>
internal sealed partial class RedisConnection(string connectionString, ILogger<RedisConnection> logger) : IHostedService, IAsyncDisposable
{
    private readonly ConfigurationOptions options = RedisOptions.Parse(connectionString);
    private readonly TaskCompletionSource<ConnectionMultiplexer> made = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task connecting = Task.CompletedTask;

    private volatile ConnectionMultiplexer? connection;

    /// <summary>What is to be done when the connection is there again, or has gone: something that Redis had to say may have been missed.</summary>
    public Action? Changed { get; set; }

    /// <summary>Whether Redis answers at this moment.</summary>
    public bool IsConnected => connection is { IsConnected: true };

    /// <summary>The connection, once it was there for the first time.</summary>
    public Task<ConnectionMultiplexer> GetAsync(CancellationToken cancellationToken) => made.Task.WaitAsync(cancellationToken);

    /// <inheritdoc />
    public Task StartAsync(CancellationToken cancellationToken)
    {
        connecting = ConnectAsync();
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await connecting;
        if (connection is { } open)
            await open.DisposeAsync();
    }

    // It comes back with a connection that may not be there yet, and that is made as soon as Redis answers.
    private async Task ConnectAsync()
    {
        await Task.Yield();
        var open = await ConnectionMultiplexer.ConnectAsync(options);
        open.ConnectionFailed += (_, failed) => Lost(failed);
        open.ConnectionRestored += (_, restored) => Found(restored);
        connection = open;
        if (open.IsConnected)
            LogConnected(logger, options.EndPoints.Count);
        else
            LogAway(logger);
        made.SetResult(open);
        Changed?.Invoke();
    }

    private void Lost(ConnectionFailedEventArgs failed)
    {
        LogLost(logger, failed.EndPoint?.ToString(), failed.ConnectionType, failed.FailureType);
        Changed?.Invoke();
    }

    private void Found(ConnectionFailedEventArgs restored)
    {
        LogFound(logger, restored.EndPoint?.ToString(), restored.ConnectionType);
        Changed?.Invoke();
    }

    [LoggerMessage(4901, LogLevel.Information, "Connected to Redis ({EndPoints} addresses)")]
    private static partial void LogConnected(ILogger logger, int endPoints);

    [LoggerMessage(4902, LogLevel.Warning, "Redis does not answer. The server goes on without it, and looks for changes of other nodes once a second")]
    private static partial void LogAway(ILogger logger);

    [LoggerMessage(4903, LogLevel.Warning, "Lost the connection to Redis at {EndPoint} ({Kind}, {Reason})")]
    private static partial void LogLost(ILogger logger, string? endPoint, ConnectionType kind, ConnectionFailureType reason);

    [LoggerMessage(4904, LogLevel.Information, "Redis at {EndPoint} is back ({Kind})")]
    private static partial void LogFound(ILogger logger, string? endPoint, ConnectionType kind);
}
