using System.Net;

namespace Backend.Platform.Outgoing;

/// <summary>
/// Calls addresses that people gave the server. It goes to checked addresses only, follows no redirect, keeps no cookie, takes no
/// proxy from the environment, and tells the other side nothing of our traces.
/// </summary>
public sealed class OutgoingHttp(OutgoingPolicy policy, IHostResolver resolver)
{
    // A connection goes on to the address that was checked when it was opened: names that move are noticed after this time.
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(2);

    /// <summary>Makes a client; whoever makes it keeps it, and bounds each call in time by its token.</summary>
    /// <param name="maxConnections">How many connections there are to one host at most.</param>
    public HttpClient CreateClient(int maxConnections) => new(CreateHandler(maxConnections))
    {
        Timeout = Timeout.InfiniteTimeSpan,
        DefaultRequestVersion = HttpVersion.Version11,
        DefaultVersionPolicy = HttpVersionPolicy.RequestVersionOrLower,
    };

    private SocketsHttpHandler CreateHandler(int maxConnections) => new()
    {
        ConnectCallback = new OutgoingConnector(policy, resolver).ConnectAsync,
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        AutomaticDecompression = DecompressionMethods.None,
        PreAuthenticate = false,
        Credentials = null,
        ActivityHeadersPropagator = null,
        MaxConnectionsPerServer = maxConnections,
        MaxResponseHeadersLength = 16,
        // What is not read of an answer is not waited for: the connection is closed.
        MaxResponseDrainSize = 0,
        PooledConnectionLifetime = ConnectionLifetime,
        PooledConnectionIdleTimeout = TimeSpan.FromSeconds(30),
    };
}
