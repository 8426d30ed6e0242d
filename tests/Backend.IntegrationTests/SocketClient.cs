using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace Backend.IntegrationTests;

/// <summary>A plain graphql-transport-ws client that sends and reads one message at a time.</summary>
public sealed class SocketClient : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly ClientWebSocket socket = new();

    /// <summary>Whether the server's pings are answered, as every client does.</summary>
    public bool AnswersPings { get; set; } = true;

    /// <summary>Connects without a handshake.</summary>
    public static async Task<SocketClient> OpenAsync(Uri server, string subprotocol = "graphql-transport-ws", params (string Name, string Value)[] headers)
    {
        var client = new SocketClient();
        foreach (var (name, value) in headers)
            client.socket.Options.SetRequestHeader(name, value);
        client.socket.Options.AddSubProtocol(subprotocol);
        // With small buffers of its own, it is soon felt when the client does not read.
        using var connecting = new HttpMessageInvoker(SmallBuffers.Handler());
        await client.socket.ConnectAsync(new UriBuilder(server) { Scheme = "ws", Path = "/graphql" }.Uri, connecting, CancellationToken.None);
        return client;
    }

    /// <summary>Connects and shakes hands with a token.</summary>
    public static async Task<SocketClient> ConnectAsync(BackendServer server, string person = "ada", string workspace = "demo", TimeSpan? lifetime = null)
    {
        var client = await OpenAsync(server.Address);
        await client.SendAsync(new { type = "connection_init", payload = new { authorization = $"Bearer {server.Token(person, lifetime)}", workspace } });
        Assert.Equal("connection_ack", (await client.ReceiveAsync()).Text("type"));
        return client;
    }

    /// <summary>Starts an operation.</summary>
    public Task SubscribeAsync(string id, string query, object? variables = null, string? operationName = null) =>
        SendAsync(new { id, type = "subscribe", payload = new { query, variables, operationName } });

    public Task SendAsync(object message) => SendTextAsync(JsonSerializer.Serialize(message));

    public Task SendTextAsync(string message) => SendBytesAsync(Encoding.UTF8.GetBytes(message));

    /// <summary>Sends a frame, perhaps the last of its message.</summary>
    public Task SendBytesAsync(ReadOnlyMemory<byte> bytes, bool endOfMessage = true, WebSocketMessageType type = WebSocketMessageType.Text) =>
        socket.SendAsync(bytes, type, endOfMessage, CancellationToken.None).AsTask();

    /// <summary>The next message other than a ping.</summary>
    public async Task<JsonElement> ReceiveAsync()
    {
        while (true)
        {
            var message = await ReceiveAnyAsync();
            if (!AnswersPings || message.Text("type") != "ping")
                return message;
            await SendAsync(new { type = "pong" });
        }
    }

    private async Task<JsonElement> ReceiveAnyAsync()
    {
        using var limit = new CancellationTokenSource(Patience);
        using var message = new MemoryStream();
        var buffer = new byte[4096];
        while (true)
        {
            var received = await socket.ReceiveAsync(buffer, limit.Token);
            if (received.MessageType == WebSocketMessageType.Close)
                throw new InvalidOperationException($"Closed with {(int?)received.CloseStatus} {received.CloseStatusDescription}.");
            message.Write(buffer, 0, received.Count);
            if (received.EndOfMessage)
                return JsonSerializer.Deserialize<JsonElement>(message.ToArray());
        }
    }

    /// <summary>The data of the next <c>next</c> message.</summary>
    public async Task<JsonElement> NextAsync()
    {
        var message = await ReceiveAsync();
        Assert.True(message.Text("type") == "next", message.ToString());
        return message.At("payload.data");
    }

    /// <summary>Waits until the server closes, gives the code, and closes as well.</summary>
    public async Task<int> ReadCloseAsync()
    {
        using var limit = new CancellationTokenSource(Patience);
        var buffer = new byte[4096];
        while (true)
        {
            var received = await socket.ReceiveAsync(buffer, limit.Token);
            if (received.MessageType == WebSocketMessageType.Close)
            {
                await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, limit.Token);
                return (int)received.CloseStatus!.Value;
            }

            if (AnswersPings && buffer.AsSpan(0, received.Count).SequenceEqual("{\"type\":\"ping\"}"u8))
                await SendAsync(new { type = "pong" });
        }
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync()
    {
        socket.Dispose();
        return ValueTask.CompletedTask;
    }
}
