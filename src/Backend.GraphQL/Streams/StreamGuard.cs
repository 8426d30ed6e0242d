using Backend.GraphQL.Execution;

namespace Backend.GraphQL;

/// <summary>Ends a stream on which nothing comes when its caller may follow it no longer.</summary>
internal sealed class StreamGuard : IDisposable
{
    // A change of rights asks for all streams of a workspace at once; the database has others to serve.
    private static readonly SemaphoreSlim Turns = new(4);

    private readonly StreamSource source;
    private readonly ErrorWriter errors;
    private readonly IDisposable watching;
    private TaskCompletionSource changed = New();

    public StreamGuard(IServiceProvider scope, StreamSource source, IAccessWatch watch, ErrorWriter errors)
    {
        (this.source, this.errors) = (source, errors);
        watching = watch.OnChange(scope, () => Volatile.Read(ref changed).TrySetResult());
    }

    /// <summary>Completes when the caller's rights may have changed.</summary>
    public Task Changed => Volatile.Read(ref changed).Task;

    /// <summary>Opens the stream once more, in the place where it would end at once.</summary>
    /// <returns>Why it was refused; null where it was not, or was cancelled.</returns>
    public async Task<IOperationResult?> CheckAsync(CancellationToken cancellationToken)
    {
        Reset();
        await Turns.WaitAsync(CancellationToken.None);
        try
        {
            var (stream, _) = await source.OpenAsync(StreamPart.Replay, from: null, cancellationToken);
            await foreach (var placed in stream.ReadAsync(cancellationToken))
                return placed.Result;
            return null;
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            return null;
        }
        catch (Exception error)
        {
            return errors.Refuse(error);
        }
        finally
        {
            Turns.Release();
        }
    }

    /// <summary>Waits for the next change.</summary>
    public void Reset() => Interlocked.Exchange(ref changed, New());

    public void Dispose() => watching.Dispose();

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
