using System.Net;
using System.Net.Sockets;

namespace Backend.IntegrationTests;

/// <summary>Connections that hold little of what is not read, so that the server soon notices a reader who does not read.</summary>
public static class SmallBuffers
{
    /// <summary>A handler for HTTP clients and sockets.</summary>
    public static SocketsHttpHandler Handler() => new()
    {
        UseProxy = false,
        UseCookies = false,
        ConnectCallback = async (context, cancellationToken) =>
        {
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true, ReceiveBufferSize = 8 * 1024 };
            try
            {
                await socket.ConnectAsync(new DnsEndPoint(context.DnsEndPoint.Host, context.DnsEndPoint.Port), cancellationToken);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        },
    };
}
