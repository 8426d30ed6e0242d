namespace Backend.GraphQL;

/// <summary>Executes requests against the schema: the seam between transports and execution.</summary>
public interface IRequestExecutor
{
    /// <summary>The schema as SDL.</summary>
    string Sdl { get; }

    /// <summary>Executes a request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="session">For whom.</param>
    /// <param name="cancellationToken">Ends the execution, down to the statement that runs.</param>
    /// <returns>An <see cref="IOperationResult"/>, or an <see cref="IResponseStream"/> for a subscription.</returns>
    Task<IExecutionResult> ExecuteAsync(OperationRequest request, OperationSession session, CancellationToken cancellationToken);
}

/// <summary>What an execution gives: one result, or a stream of them.</summary>
public interface IExecutionResult;

/// <summary>One result. Whoever takes it disposes it once it is sent: its bytes lie in pooled memory.</summary>
public interface IOperationResult : IExecutionResult, IDisposable
{
    /// <summary>Whether execution began; a request that is refused before has errors and no data.</summary>
    bool Executed { get; }

    /// <summary>Whether this is the answer to an earlier request, given again.</summary>
    bool IsReplay => false;

    /// <summary>The codes of the errors.</summary>
    IReadOnlyList<string> ErrorCodes { get; }

    /// <summary><c>{ data, errors, extensions }</c> as UTF-8 JSON.</summary>
    ReadOnlyMemory<byte> Response { get; }

    /// <summary>Only the list of errors as UTF-8 JSON, as a protocol's error message wants it; of a request that was refused.</summary>
    ReadOnlyMemory<byte> Errors { get; }
}

/// <summary>The results of a subscription, pulled: the next event is read when the last result was taken.</summary>
public interface IResponseStream : IExecutionResult
{
    /// <summary>Reads the results until the stream ends or is cancelled.</summary>
    IAsyncEnumerable<IOperationResult> ReadResultsAsync(CancellationToken cancellationToken);
}
