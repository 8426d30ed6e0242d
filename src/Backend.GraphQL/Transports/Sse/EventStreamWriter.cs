using System.Buffers;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Backend.GraphQL;

/// <summary>
/// Writes server-sent events. A write is done when the connection has taken it, so a slow reader holds back its own stream; a
/// reader that takes nothing for too long is cut off.
/// </summary>
internal sealed class EventStreamWriter(HttpContext context, GraphQLTransportOptions options, TimeProvider clock)
{
    // As much as the connection buffers; of what is larger, it says piece by piece that it was taken.
    private const int Piece = 64 * 1024;

    /// <summary>Sends the head, so that the reader knows that its stream is open.</summary>
    public Task BeginAsync(IOperationResult? first, CancellationToken cancellationToken)
    {
        ResponseHead.WriteMany(context.Response, MediaTypes.Events, first);
        // nginx would hold the events back until it has a bufferful.
        context.Response.Headers["X-Accel-Buffering"] = "no";
        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        return HeartbeatAsync(cancellationToken);
    }

    /// <summary>Sends a result.</summary>
    public async Task NextAsync(IOperationResult result, CancellationToken cancellationToken)
    {
        var output = context.Response.BodyWriter;
        output.Write("event: next\ndata: "u8);
        var rest = result.Response;
        while (rest.Length > 0)
        {
            var piece = rest[..Math.Min(rest.Length, Piece)];
            rest = rest[piece.Length..];
            WriteLines(output, piece.Span);
            if (rest.Length > 0)
                await FlushAsync(cancellationToken);
        }

        output.Write("\n\n"u8);
        await FlushAsync(cancellationToken);
    }

    /// <summary>Says that the operation is complete.</summary>
    public Task CompleteAsync(CancellationToken cancellationToken)
    {
        // A browser passes an event on only if it has data, be it empty.
        context.Response.BodyWriter.Write("event: complete\ndata:\n\n"u8);
        return FlushAsync(cancellationToken);
    }

    /// <summary>A comment, which readers skip and which keeps proxies from closing the connection.</summary>
    public Task HeartbeatAsync(CancellationToken cancellationToken)
    {
        context.Response.BodyWriter.Write(":\n\n"u8);
        return FlushAsync(cancellationToken);
    }

    // Between its values, JSON may have line breaks; each line of an event says anew what it is.
    private static void WriteLines(IBufferWriter<byte> output, ReadOnlySpan<byte> json)
    {
        while (json.IndexOfAny((byte)'\n', (byte)'\r') is var end and >= 0)
        {
            output.Write(json[..end]);
            output.Write("\ndata: "u8);
            json = json[(end + 1)..];
        }

        output.Write(json);
    }

    private async Task FlushAsync(CancellationToken cancellationToken)
    {
        var flushing = context.Response.BodyWriter.FlushAsync(cancellationToken);
        if (flushing.IsCompletedSuccessfully)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return;
        }

        try
        {
            await flushing.AsTask().WaitAsync(options.SendTimeout, clock, cancellationToken);
        }
        catch (TimeoutException late)
        {
            context.Abort();
            throw new OperationCanceledException("The reader of the stream takes nothing.", late);
        }
    }
}
