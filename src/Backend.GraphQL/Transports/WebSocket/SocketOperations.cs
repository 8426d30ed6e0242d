using System.Collections.Concurrent;

namespace Backend.GraphQL;

/// <summary>The operations that run on one socket, by id.</summary>
internal sealed class SocketOperations(SocketConnection connection, IRequestExecutor executor, GraphQLTransportOptions options) : IDisposable
{
    /// <summary>The longest id, in characters. Clients use UUIDs or counters.</summary>
    public const int MaxId = 256;

    private readonly ConcurrentDictionary<string, SocketOperation> running = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim executions = new(options.MaxExecutionsPerSocket);

    /// <summary>Starts an operation. One over the number that may run is answered with an error, and the others go on.</summary>
    /// <exception cref="SocketCloseException">An operation with that id runs already.</exception>
    public Task StartAsync(string id, OperationRequest request, OperationSession session, CancellationToken ending)
    {
        if (running.ContainsKey(id))
            throw new SocketCloseException(CloseCodes.SubscriberAlreadyExists, $"Subscriber for {(id.Length <= 20 ? id : id[..20])} already exists");
        if (running.Count >= options.MaxOperationsPerSocket)
            return RefuseAsync(id, ending);
        var operation = new SocketOperation(id, connection, executions, ending);
        running[id] = operation;
        operation.Start(
            token => executor.ExecuteAsync(request, session, token),
            ended: () => running.TryRemove(new(id, operation)));
        return Task.CompletedTask;
    }

    /// <summary>Ends an operation that the peer wants no more of.</summary>
    public Task CompleteAsync(string id) => running.TryRemove(id, out var operation) ? operation.StopAsync() : Task.CompletedTask;

    /// <summary>Ends all operations.</summary>
    public Task StopAsync() => Task.WhenAll(running.Values.Select(operation => operation.StopAsync()));

    public void Dispose() => executions.Dispose();

    private Task RefuseAsync(string id, CancellationToken ending) => connection.SendAsync(
        SocketMessages.Error(id),
        TransportErrors.Write(new TransportException(
            $"At most {options.MaxOperationsPerSocket} operations run on one connection.", TransportErrors.TooManyOperations)),
        ending);
}
