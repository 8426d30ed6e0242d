using System.Net.WebSockets;

namespace Backend.GraphQL;

/// <summary>
/// Writes the messages of one socket. They take turns, and each waits until the socket has taken it: so a slow reader holds back
/// its own operations. What may wait is bounded, in bytes and in time.
/// </summary>
internal sealed class SocketSender(WebSocket socket, GraphQLTransportOptions options, TimeProvider clock) : IDisposable
{
    public const string SlowReader = "The reader does not keep up; connect again and go on after the last result";

    // A larger message is sent as several frames, each of which shows that the reader still takes something.
    private const int MaxFrame = 64 * 1024;

    private static readonly byte[] Tail = "}"u8.ToArray();

    private readonly SemaphoreSlim turn = new(1, 1);
    private byte[] frame = new byte[512];
    private long waiting;

    /// <summary>Sends a message.</summary>
    /// <param name="head">The message, or what of it comes before its payload.</param>
    /// <param name="payload">The payload; empty where there is none.</param>
    /// <param name="slow">Called when the reader has taken nothing for too long; the connection must then be closed.</param>
    /// <param name="cancellationToken">Ends the waiting; a message of which a part is sent is sent whole.</param>
    /// <exception cref="SocketCloseException">Too much waits for the reader.</exception>
    public async Task SendAsync(ReadOnlyMemory<byte> head, ReadOnlyMemory<byte> payload, Action slow, CancellationToken cancellationToken)
    {
        var size = head.Length + payload.Length;
        var total = Interlocked.Add(ref waiting, size);
        try
        {
            if (total > options.MaxQueuedBytesPerSocket && total > size)
                throw new SocketCloseException(CloseCodes.SlowReader, SlowReader);
            await turn.WaitAsync(cancellationToken);
        }
        finally
        {
            Interlocked.Add(ref waiting, -size);
        }

        try
        {
            await WriteAsync(head, payload, slow);
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>Sends the close, after the message that is being sent.</summary>
    public async Task CloseAsync(SocketClose close, CancellationToken cancellationToken)
    {
        await turn.WaitAsync(cancellationToken);
        try
        {
            if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
                await socket.CloseOutputAsync((WebSocketCloseStatus)close.Code, close.Text, cancellationToken);
        }
        finally
        {
            turn.Release();
        }
    }

    public void Dispose() => turn.Dispose();

    private async Task WriteAsync(ReadOnlyMemory<byte> head, ReadOnlyMemory<byte> payload, Action slow)
    {
        if (payload.IsEmpty)
        {
            await WriteFrameAsync(head, isLast: true, slow);
            return;
        }

        var size = head.Length + payload.Length + Tail.Length;
        if (size <= MaxFrame)
        {
            if (frame.Length < size)
                frame = new byte[Math.Min(MaxFrame, Math.Max(size, frame.Length * 2))];
            head.CopyTo(frame);
            payload.CopyTo(frame.AsMemory(head.Length));
            Tail.CopyTo(frame, size - Tail.Length);
            await WriteFrameAsync(frame.AsMemory(0, size), isLast: true, slow);
            return;
        }

        await WriteFrameAsync(head, isLast: false, slow);
        for (var rest = payload; rest.Length > 0; rest = rest[Math.Min(rest.Length, MaxFrame)..])
            await WriteFrameAsync(rest[..Math.Min(rest.Length, MaxFrame)], isLast: false, slow);
        await WriteFrameAsync(Tail, isLast: true, slow);
    }

    private async Task WriteFrameAsync(ReadOnlyMemory<byte> bytes, bool isLast, Action slow)
    {
        var sending = socket.SendAsync(bytes, WebSocketMessageType.Text, isLast, CancellationToken.None);
        if (sending.IsCompletedSuccessfully)
            return;
        var sent = sending.AsTask();
        await sent.WaitAsync(options.SendTimeout, clock).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!sent.IsCompleted)
            slow();
        // The bytes are the socket's until it has taken them or is broken off.
        await sent;
    }
}
