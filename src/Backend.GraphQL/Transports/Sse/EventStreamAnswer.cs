using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Backend.GraphQL;

/// <summary>
/// Answers with server-sent events, as the graphql-sse protocol has them in its distinct connections mode: <c>next</c> for each
/// result, also where the request is refused, then <c>complete</c>. A stream that the server ends for a reason of its own ends
/// without <c>complete</c>, so that clients connect again.
/// </summary>
internal sealed class EventStreamAnswer(IOptions<GraphQLTransportOptions> options, TimeProvider clock, IHostApplicationLifetime? lifetime = null)
{
    private readonly GraphQLTransportOptions options = options.Value;

    public async Task WriteAsync(HttpContext context, IExecutionResult result, OperationSession session)
    {
        var writer = new EventStreamWriter(context, options, clock);
        using var expiry = SessionExpiry.Start(session, clock);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(
            context.RequestAborted, lifetime?.ApplicationStopping ?? default, expiry?.Token ?? default);
        try
        {
            if (result is not IResponseStream stream)
                await WriteAsync(writer, (IOperationResult)result, ending.Token);
            else if (!await WriteAsync(writer, stream, ending.Token))
                return;
            await writer.CompleteAsync(ending.Token);
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested || context.RequestAborted.IsCancellationRequested)
        {
            // The reader is gone or cut off, the server stops, or the session has ended.
        }
    }

    private static async Task WriteAsync(EventStreamWriter writer, IOperationResult result, CancellationToken cancellationToken)
    {
        using var sent = result;
        await writer.BeginAsync(result, cancellationToken);
        await writer.NextAsync(result, cancellationToken);
    }

    /// <summary>Writes a stream; false where it ended because the session has.</summary>
    private async Task<bool> WriteAsync(EventStreamWriter writer, IResponseStream stream, CancellationToken cancellationToken)
    {
        await using var results = stream.ReadResultsAsync(cancellationToken).GetAsyncEnumerator(CancellationToken.None);
        var next = results.MoveNextAsync().AsTask();
        try
        {
            await writer.BeginAsync(first: null, cancellationToken);
            while (await HasNextAsync(writer, next, cancellationToken))
            {
                using (var result = results.Current)
                {
                    if (SessionExpiry.IsToldBy(result))
                        return false;
                    await writer.NextAsync(result, cancellationToken);
                }

                next = results.MoveNextAsync().AsTask();
            }

            return true;
        }
        finally
        {
            // The stream may be let go of only when it is not being read.
            await ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Waits for the next result, with a sign of life from time to time.</summary>
    private async Task<bool> HasNextAsync(EventStreamWriter writer, Task<bool> next, CancellationToken cancellationToken)
    {
        while (!next.IsCompleted)
        {
            await ((Task)next).WaitAsync(options.HeartbeatInterval, clock, CancellationToken.None).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!next.IsCompleted)
                await writer.HeartbeatAsync(cancellationToken);
        }

        return await next;
    }
}
