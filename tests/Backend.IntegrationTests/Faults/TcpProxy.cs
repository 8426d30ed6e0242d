using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Backend.IntegrationTests.Faults;

/// <summary>Stands between the server and something that it depends on, and can be cut.</summary>
internal sealed class TcpProxy : IAsyncDisposable
{
    private readonly ConcurrentDictionary<TcpClient, byte> open = new();
    private readonly CancellationTokenSource ending = new();
    private readonly string host;
    private readonly int port;
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly Task accepting;
    private volatile bool cut;
    private volatile int delay;

    public TcpProxy(string host, int port)
    {
        (this.host, this.port) = (host, port);
        listener.Start();
        accepting = AcceptAsync();
    }

    /// <summary>Where to connect instead.</summary>
    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>Ends every connection and lets none through.</summary>
    public void Cut()
    {
        cut = true;
        foreach (var client in open.Keys)
            client.Dispose();
    }

    /// <summary>Lets connections through again.</summary>
    public void Restore() => cut = false;

    /// <summary>From now on, answers take this much longer.</summary>
    public void Slow(TimeSpan by) => delay = (int)by.TotalMilliseconds;

    public async ValueTask DisposeAsync()
    {
        await ending.CancelAsync();
        listener.Dispose();
        Cut();
        await accepting;
        ending.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await listener.AcceptTcpClientAsync(ending.Token);
                if (cut)
                    client.Dispose();
                else
                    _ = ForwardAsync(client);
            }
        }
        catch (Exception error) when (error is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task AnswerAsync(NetworkStream from, NetworkStream to)
    {
        var buffer = new byte[64 * 1024];
        while (await from.ReadAsync(buffer, ending.Token) is var read and > 0)
        {
            if (delay > 0)
                await Task.Delay(delay, ending.Token);
            await to.WriteAsync(buffer.AsMemory(0, read), ending.Token);
        }
    }

    private async Task ForwardAsync(TcpClient client)
    {
        using var server = new TcpClient();
        try
        {
            await server.ConnectAsync(host, port, ending.Token);
            open.TryAdd(client, 0);
            open.TryAdd(server, 0);
            await Task.WhenAny(
                client.GetStream().CopyToAsync(server.GetStream(), ending.Token), AnswerAsync(server.GetStream(), client.GetStream()));
        }
        catch (Exception error) when (error is IOException or SocketException or ObjectDisposedException or OperationCanceledException or InvalidOperationException)
        {
            // Either side has gone.
        }
        finally
        {
            open.TryRemove(client, out _);
            open.TryRemove(server, out _);
            client.Dispose();
        }
    }
}
