using System.Net.WebSockets;

namespace Backend.GraphQL;

/// <summary>One operation that runs on a socket.</summary>
internal sealed class SocketOperation
{
    private readonly string id;
    private readonly SocketConnection connection;
    private readonly CancellationTokenSource ending;
    private Task running = Task.CompletedTask;

    public SocketOperation(string id, SocketConnection connection, CancellationToken cancellationToken)
    {
        this.id = id;
        this.connection = connection;
        ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
    }

    /// <summary>Starts the operation beside the reading of further messages.</summary>
    public void Start(IRequestExecutor executor, OperationRequest request, OperationSession session, Action ended) =>
        running = Task.Run(() => RunAsync(executor, request, session, ended), CancellationToken.None);

    /// <summary>Ends the operation and waits until it has let go of what it holds.</summary>
    public async Task StopAsync()
    {
        try
        {
            await ending.CancelAsync();
        }
        catch (ObjectDisposedException)
        {
            // It has just ended by itself.
        }

        await running;
    }

    private async Task RunAsync(IRequestExecutor executor, OperationRequest request, OperationSession session, Action ended)
    {
        try
        {
            var result = await executor.ExecuteAsync(request, session, ending.Token);
            if (await SendAsync(result))
            {
                // The id is free again before the peer learns that the operation is complete.
                ended();
                await connection.SendAsync("complete", id, default, ending.Token);
            }
        }
        catch (Exception error) when (error is OperationCanceledException or WebSocketException or ObjectDisposedException)
        {
            // Completed by the peer, or the socket is gone.
        }
        finally
        {
            ended();
            ending.Dispose();
        }
    }

    /// <summary>Sends the results; false where an error message has ended the operation already.</summary>
    private async Task<bool> SendAsync(IExecutionResult result)
    {
        if (result is IOperationResult single)
            return await SendAsync(single);
        await foreach (var next in ((IResponseStream)result).ReadResultsAsync(ending.Token))
        {
            if (!await SendAsync(next))
                return false;
        }

        return true;
    }

    private async Task<bool> SendAsync(IOperationResult result)
    {
        using var sent = result;
        if (result.Executed)
            await connection.SendAsync("next", id, result.Response, ending.Token);
        else
            await connection.SendAsync("error", id, result.Errors, ending.Token);
        return result.Executed;
    }
}
