using System.Net.WebSockets;

namespace Backend.GraphQL;

/// <summary>One operation that runs on a socket.</summary>
internal sealed class SocketOperation(string id, SocketConnection connection, SemaphoreSlim executions, CancellationToken connectionEnding)
{
    private readonly CancellationTokenSource ending = CancellationTokenSource.CreateLinkedTokenSource(connectionEnding);
    private readonly byte[] next = SocketMessages.Next(id);
    private Task running = Task.CompletedTask;

    /// <summary>Starts the operation beside the reading of further messages.</summary>
    /// <param name="execute">Executes it.</param>
    /// <param name="ended">Called when its id is free again.</param>
    public void Start(Func<CancellationToken, Task<IExecutionResult>> execute, Action ended) =>
        running = Task.Run(() => RunAsync(execute, ended), CancellationToken.None);

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

    private async Task RunAsync(Func<CancellationToken, Task<IExecutionResult>> execute, Action ended)
    {
        try
        {
            if (await ExecuteAsync(execute, ended))
            {
                // The id is free again before the peer learns that the operation is complete.
                ended();
                await connection.SendAsync(SocketMessages.Complete(id), default, ending.Token);
            }
        }
        catch (SocketCloseException close)
        {
            connection.End(close.Close.Code, close.Close.Reason);
        }
        catch (Exception error) when (error is OperationCanceledException or WebSocketException or ObjectDisposedException)
        {
            // Completed by the peer, or the socket is gone.
        }
        catch (Exception error)
        {
            connection.Fail(error);
        }
        finally
        {
            ended();
            ending.Dispose();
        }
    }

    /// <summary>Executes and sends; false where an error message has ended the operation already.</summary>
    private async Task<bool> ExecuteAsync(Func<CancellationToken, Task<IExecutionResult>> execute, Action ended)
    {
        IExecutionResult result;
        // A single result is part of the execution until it is sent: while a reader takes nothing, few results are made for it.
        await executions.WaitAsync(ending.Token);
        try
        {
            result = await execute(ending.Token);
            if (result is IOperationResult single)
                return await SendAsync(single, ended);
        }
        finally
        {
            executions.Release();
        }

        await foreach (var item in ((IResponseStream)result).ReadResultsAsync(ending.Token))
        {
            if (SessionExpiry.IsToldBy(item))
                throw new SocketCloseException(CloseCodes.Forbidden, "The token has expired");
            if (!await SendAsync(item, ended))
                return false;
        }

        return true;
    }

    private async Task<bool> SendAsync(IOperationResult result, Action ended)
    {
        using var sent = result;
        if (result.Executed)
        {
            await connection.SendAsync(next, result.Response, ending.Token);
            return true;
        }

        // As with complete: whoever reads the error may use the id at once.
        ended();
        await connection.SendAsync(SocketMessages.Error(id), result.Errors, ending.Token);
        return false;
    }
}
