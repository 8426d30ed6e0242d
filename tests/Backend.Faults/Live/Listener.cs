using System.Buffers;
using System.Globalization;
using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Backend.Faults.Live;

/// <summary>
/// A client that follows all changes of issues over graphql-transport-ws and, when its connection breaks or is ended, goes on
/// where it was, on any node. It keeps the place of every change that it was told of.
/// </summary>
internal sealed class Listener(IReadOnlyList<ServerNode> nodes, string token, long since, bool measures)
{
    private static ReadOnlySpan<byte> Place => "\"syncId\":"u8;

    private readonly ArrayBufferWriter<byte> message = new();
    private readonly byte[] buffer = new byte[16 * 1024];

    /// <summary>The places of the changes, in the order of their arrival.</summary>
    public List<long> Seen { get; } = [];

    /// <summary>From the commit to the arrival of each, in milliseconds, where it measures.</summary>
    public List<double> Lags { get; } = [];

    /// <summary>How often it had to connect again.</summary>
    public int Reconnects { get; private set; }

    /// <summary>The last change that it was told of.</summary>
    public long Last => Seen.Count == 0 ? since : Seen[^1];

    public async Task RunAsync(CancellationToken ending)
    {
        while (!ending.IsCancellationRequested)
        {
            try
            {
                await FollowAsync(nodes[RandomNumberGenerator.GetInt32(nodes.Count)], ending);
            }
            catch (Exception error) when (error is WebSocketException or HttpRequestException or IOException or OperationCanceledException)
            {
                // The node is away, or the run ends.
            }

            Reconnects++;
            await Task.Delay(RandomNumberGenerator.GetInt32(50, 500), CancellationToken.None);
        }
    }

    private async Task FollowAsync(ServerNode node, CancellationToken ending)
    {
        using var socket = new ClientWebSocket();
        socket.Options.AddSubProtocol("graphql-transport-ws");
        await socket.ConnectAsync(new UriBuilder(node.Address) { Scheme = "ws", Path = "/graphql" }.Uri, ending);
        await SendAsync(socket, new { type = "connection_init", payload = new { authorization = $"Bearer {token}", workspace = "demo" } }, ending);
        while (await ReceiveAsync(socket, ending))
        {
            var text = message.WrittenMemory;
            if (text.Span.IndexOf("\"type\":\"next\""u8) >= 0)
                Keep(text.Span);
            else if (text.Span.IndexOf("\"type\":\"ping\""u8) >= 0)
                await SendAsync(socket, new { type = "pong" }, ending);
            else if (text.Span.IndexOf("\"type\":\"connection_ack\""u8) >= 0)
                await SendAsync(socket, new { id = "1", type = "subscribe", payload = new { query = Subscription, variables = new { since = Last } } }, ending);
            else
                return;
        }
    }

    private string Subscription => measures
        ? "subscription Measured($since: SyncId) { issueChanged(since: $since) { syncId action occurredAt issue { id title } } }"
        : "subscription Board($since: SyncId) { issueChanged(since: $since) { syncId action issue { id title } } }";

    private void Keep(ReadOnlySpan<byte> text)
    {
        var start = text[(text.IndexOf(Place) + Place.Length)..];
        Seen.Add(long.Parse(start[..start.IndexOf((byte)',')], CultureInfo.InvariantCulture));
        if (!measures)
            return;
        using var document = JsonDocument.Parse(text.ToArray());
        var at = document.RootElement.GetProperty("payload").GetProperty("data").GetProperty("issueChanged").GetProperty("occurredAt").GetDateTimeOffset();
        Lags.Add((TimeProvider.System.GetUtcNow() - at).TotalMilliseconds);
    }

    private async Task<bool> ReceiveAsync(ClientWebSocket socket, CancellationToken ending)
    {
        message.ResetWrittenCount();
        while (true)
        {
            var read = await socket.ReceiveAsync(buffer.AsMemory(), ending);
            if (read.MessageType == WebSocketMessageType.Close)
                return false;
            message.Write(buffer.AsSpan(0, read.Count));
            if (read.EndOfMessage)
                return true;
        }
    }

    private static Task SendAsync(ClientWebSocket socket, object content, CancellationToken ending) =>
        socket.SendAsync(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(content)).AsMemory(), WebSocketMessageType.Text, endOfMessage: true, ending).AsTask();
}
