using StackExchange.Redis;

namespace Backend.Platform.Redis;

/// <summary>Tries Redis, for the command line.</summary>
public static class RedisProbe
{
    /// <summary>Connects and asks for an answer.</summary>
    /// <param name="connectionString">As <c>ConnectionStrings__Redis</c>.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>What is wrong; null where nothing is.</returns>
    public static async Task<string?> TryAsync(string connectionString, CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = await ConnectionMultiplexer.ConnectAsync(RedisOptions.Parse(connectionString)).WaitAsync(cancellationToken);
            await connection.GetDatabase().PingAsync().WaitAsync(cancellationToken);
            return null;
        }
        catch (Exception error) when (error is RedisException or TimeoutException or InvalidOperationException)
        {
            // What the library says may name the whole configuration; it masks no password in every place.
            return error is InvalidOperationException ? error.Message : "It does not answer, or refuses the password.";
        }
    }
}
