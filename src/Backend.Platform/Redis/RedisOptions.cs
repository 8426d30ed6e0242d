using StackExchange.Redis;

namespace Backend.Platform.Redis;

/// <summary>Where Redis is, as <c>ConnectionStrings__Redis</c> says in the form of StackExchange.Redis: single, Sentinel or Cluster.</summary>
internal static class RedisOptions
{
    /// <summary>The key of the setting.</summary>
    public const string Key = "ConnectionStrings__Redis";

    // Redis is asked for little and never for what only it knows: an answer that takes longer than this is not worth the wait.
    private const int TimeoutMilliseconds = 1_000;

    /// <summary>Reads the setting.</summary>
    /// <exception cref="InvalidOperationException">It is none.</exception>
    public static ConfigurationOptions Parse(string connectionString)
    {
        var options = TryParse(connectionString)
            ?? throw new InvalidOperationException($"{Key} cannot be read. Give it as 'host:port,password=…', or 'sentinel:26379,serviceName=name'.");
        if (options.EndPoints.Count == 0)
            throw new InvalidOperationException($"{Key} names no server. Give it as 'host:port', or leave it out to run without Redis.");
        options.ClientName ??= "backend";
        // The server starts, and goes on, without Redis.
        options.AbortOnConnectFail = false;
        options.ConnectTimeout = 2 * TimeoutMilliseconds;
        options.AsyncTimeout = TimeoutMilliseconds;
        options.SyncTimeout = TimeoutMilliseconds;
        // One that hangs is found out by its silence.
        options.KeepAlive = 5;
        options.HeartbeatConsistencyChecks = true;
        options.ReconnectRetryPolicy = new ExponentialRetry(250, 5_000);
        // What cannot be sent now is not sent: everything that goes to Redis is out of date a moment later.
        options.BacklogPolicy = BacklogPolicy.FailFast;
        return options;
    }

    // What the parser says is not told: it may repeat the password.
    private static ConfigurationOptions? TryParse(string connectionString)
    {
        try
        {
            return ConfigurationOptions.Parse(connectionString);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
