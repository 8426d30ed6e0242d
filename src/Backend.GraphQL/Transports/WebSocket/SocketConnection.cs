using System.Net.WebSockets;
using System.Text.Json;

namespace Backend.GraphQL;

/// <summary>
/// Reads and writes whole messages of one socket, and closes it. Neither a read nor a write is ever cancelled, because that
/// would break the connection off where it is to be closed with a code.
/// </summary>
internal sealed class SocketConnection(WebSocket socket, GraphQLTransportOptions options, TimeProvider clock) : IDisposable
{
    private readonly PooledBuffer received = new();
    private readonly SocketSender sender = new(socket, options, clock);
    private readonly TaskCompletionSource<SocketClose> closing = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when the server wants the connection to end.</summary>
    public Task<SocketClose> Closing => closing.Task;

    /// <summary>When the peer was last heard, as a timestamp of the clock.</summary>
    public long LastHeard { get; private set; } = clock.GetTimestamp();

    /// <summary>Asks for the end of the connection; the first reason counts.</summary>
    public void End(int code, string reason) => closing.TrySetResult(new SocketClose(code, reason));

    /// <summary>What went wrong within the server, if anything did.</summary>
    public Exception? Fault { get; private set; }

    /// <summary>Asks for the end of the connection because of a defect.</summary>
    public void Fail(Exception fault)
    {
        Fault ??= fault;
        End(CloseCodes.InternalError, "Internal server error");
    }

    /// <summary>
    /// The next message, valid until the next call; null when the other side closes. What comes after the end was asked for is
    /// read, so that the other side gets to read why, and dropped.
    /// </summary>
    /// <param name="limit">The largest message.</param>
    public async Task<JsonDocument?> ReceiveAsync(int limit)
    {
        received.Clear();
        while (true)
        {
            var part = await socket.ReceiveAsync(received.Room(), CancellationToken.None);
            LastHeard = clock.GetTimestamp();
            if (part.MessageType == WebSocketMessageType.Close)
                return null;
            received.Advance(part.Count);
            if (part.MessageType != WebSocketMessageType.Text)
                End(CloseCodes.BadRequest, "Messages must be text");
            else if (received.Length > limit)
                End((int)WebSocketCloseStatus.MessageTooBig, $"A message may have {limit} bytes");
            else if (part.EndOfMessage && !closing.Task.IsCompleted && Parse() is { } message)
                return message;
            if (part.EndOfMessage || closing.Task.IsCompleted)
                received.Clear();
        }
    }

    /// <summary>Sends a message: its head alone, or with a payload and what closes it.</summary>
    /// <exception cref="SocketCloseException">The reader does not keep up.</exception>
    public Task SendAsync(ReadOnlyMemory<byte> head, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken) =>
        sender.SendAsync(head, payload, slow: () => End(CloseCodes.SlowReader, SocketSender.SlowReader), cancellationToken);

    /// <summary>Sends the close and waits for the other side's; a peer that does not answer is cut off.</summary>
    public async Task CloseAsync(SocketClose close, Task reading, CancellationToken gone)
    {
        using var patience = new CancellationTokenSource(options.CloseTimeout, clock);
        try
        {
            await sender.CloseAsync(close, patience.Token);
            await reading.WaitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            socket.Abort();
        }
        catch (Exception error) when (error is WebSocketException or ObjectDisposedException)
        {
            // The connection is gone. Or the socket has closed it, as it does by itself where a text is no UTF-8 (1007): then
            // the peer is given the time to read why.
            using var end = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, gone);
            await Task.Delay(Timeout.InfiniteTimeSpan, end.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public void Dispose()
    {
        sender.Dispose();
        received.Dispose();
    }

    private JsonDocument? Parse()
    {
        try
        {
            return JsonText.Parse(received.Written);
        }
        catch (TransportException error)
        {
            End(CloseCodes.BadRequest, error.Message);
            return null;
        }
    }
}
