using System.Collections.Concurrent;
using Backend.GraphQL;

namespace Backend.Platform.Idempotency;

/// <summary>
/// Lets one operation per key run on this node; the others wait for its answer, but not for ever. Nodes meet at the primary
/// key of the field's row instead (<see cref="MutationJournal"/>), so this is a courtesy and not what makes it safe.
/// </summary>
internal sealed class IdempotencyTurns(TimeProvider clock)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<KeyOwner, TaskCompletionSource> running = new();

    /// <summary>Waits for the key; disposing lets the next one in.</summary>
    /// <exception cref="IdempotencyInProgressException">It takes too long.</exception>
    public async Task<IDisposable> EnterAsync(KeyOwner owner, CancellationToken cancellationToken)
    {
        var begun = clock.GetTimestamp();
        var mine = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        while (running.GetOrAdd(owner, mine) is var first && first != mine)
        {
            var left = Patience - clock.GetElapsedTime(begun);
            if (left <= TimeSpan.Zero)
                throw new IdempotencyInProgressException();
            try
            {
                await first.Task.WaitAsync(left, clock, cancellationToken);
            }
            catch (TimeoutException)
            {
                throw new IdempotencyInProgressException();
            }
        }

        return new Turn(() =>
        {
            running.TryRemove(new(owner, mine));
            mine.TrySetResult();
        });
    }

    private sealed class Turn(Action leave) : IDisposable
    {
        public void Dispose() => leave();
    }
}
