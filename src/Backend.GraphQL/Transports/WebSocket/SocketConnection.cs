using System.Buffers;
using System.Net.WebSockets;
using System.Text.Json;

namespace Backend.GraphQL;

/// <summary>
/// Reads and writes whole messages of one socket. Writes take turns; a writer waits until the socket has taken its message,
/// so that a slow reader holds back its own operations and nothing piles up.
/// </summary>
internal sealed class SocketConnection(WebSocket socket) : IDisposable
{
    private readonly SemaphoreSlim turn = new(1, 1);

    /// <summary>The next message; null when the other side closes.</summary>
    /// <exception cref="SocketCloseException">The message is too large, or not JSON text.</exception>
    public async Task<JsonDocument?> ReceiveAsync(CancellationToken cancellationToken)
    {
        var message = new ArrayBufferWriter<byte>(1024);
        while (true)
        {
            var received = await socket.ReceiveAsync(message.GetMemory(1024), cancellationToken);
            if (received.MessageType == WebSocketMessageType.Close)
                return null;
            if (received.MessageType != WebSocketMessageType.Text)
                throw new SocketCloseException(CloseCodes.BadRequest, "Messages must be text.");
            message.Advance(received.Count);
            if (message.WrittenCount > GraphQLHttpHandler.MaxBodySize)
                throw new SocketCloseException((int)WebSocketCloseStatus.MessageTooBig, "The message is too large.");
            if (received.EndOfMessage)
                return Parse(message.WrittenMemory);
        }
    }

    /// <summary>Sends <c>{ "id", "type", "payload" }</c>.</summary>
    public async Task SendAsync(string type, string? id, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken)
    {
        using var message = new MemoryStream();
        await using (var json = new Utf8JsonWriter(message))
        {
            json.WriteStartObject();
            if (id is not null)
                json.WriteString("id", id);
            json.WriteString("type", type);
            if (payload.Length > 0)
            {
                json.WritePropertyName("payload");
                json.WriteRawValue(payload.Span, skipInputValidation: true);
            }

            json.WriteEndObject();
        }

        await turn.WaitAsync(cancellationToken);
        try
        {
            await socket.SendAsync(message.GetBuffer().AsMemory(0, (int)message.Length), WebSocketMessageType.Text, endOfMessage: true, cancellationToken);
        }
        finally
        {
            turn.Release();
        }
    }

    public async Task CloseAsync(int code, string reason)
    {
        if (socket.State is not (WebSocketState.Open or WebSocketState.CloseReceived))
            return;
        // A peer that does not answer the close must not keep the request alive.
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        await turn.WaitAsync(patience.Token);
        try
        {
            await socket.CloseOutputAsync((WebSocketCloseStatus)code, reason, patience.Token);
        }
        catch (Exception error) when (error is WebSocketException or OperationCanceledException)
        {
            // The peer is gone already.
        }
        finally
        {
            turn.Release();
        }
    }

    public void Dispose() => turn.Dispose();

    private static JsonDocument Parse(ReadOnlyMemory<byte> message)
    {
        try
        {
            // The document outlives the buffer's owner, which nobody else writes to.
            return JsonDocument.Parse(message);
        }
        catch (JsonException)
        {
            throw new SocketCloseException(CloseCodes.BadRequest, "The message is not JSON.");
        }
    }
}
