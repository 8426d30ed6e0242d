using System.Net.WebSockets;

namespace Backend.GraphQL;

/// <summary>Ends a connection that does not begin, shows no life, or outlives its session.</summary>
internal sealed class SocketWatch(SocketConnection connection, SocketSession session, GraphQLTransportOptions options, TimeProvider clock)
{
    /// <summary>Watches until the connection ends.</summary>
    public async Task RunAsync(CancellationToken ending)
    {
        try
        {
            var initialised = await session.Initialised.WaitAsync(options.InitialisationTimeout, clock, ending);
            using var expiry = SessionExpiry.Start(initialised, clock);
            await using var expired = expiry?.Token.Register(() => connection.End(CloseCodes.Forbidden, "The token has expired")) ?? default;
            await KeepAliveAsync(ending);
        }
        catch (TimeoutException)
        {
            connection.End(CloseCodes.InitialisationTimeout, "Connection initialisation timeout");
        }
        catch (SocketCloseException close)
        {
            connection.End(close.Close.Code, close.Close.Reason);
        }
        catch (Exception error) when (error is OperationCanceledException or WebSocketException or ObjectDisposedException)
        {
            // The connection ends.
        }
    }

    private async Task KeepAliveAsync(CancellationToken ending)
    {
        while (true)
        {
            await Task.Delay(options.HeartbeatInterval, clock, ending);
            var asked = clock.GetTimestamp();
            await connection.SendAsync(SocketMessages.Ping, default, ending);
            await Task.Delay(options.PongTimeout, clock, ending);
            if (connection.LastHeard < asked && !session.IsBusy)
                connection.End(CloseCodes.Terminated, "No answer to a ping");
        }
    }
}
