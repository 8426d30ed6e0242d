using System.Runtime.CompilerServices;
using Backend.GraphQL.Execution;

namespace Backend.GraphQL;

/// <summary>
/// A listener's stream of results that others share. What came after the place from which it resumes is taken from memory
/// where it is still there; else the listener reads it for itself, up to the end of the log, and goes on from there with the
/// others: without a gap, because it joins them first, and without an overlap, because it knows where its own reading ended.
/// </summary>
internal sealed class SharedStream(
    StreamKey key, SyncId? since, SharedStreams shared, StreamSource source, ErrorWriter errors, TimeProvider clock) : IResponseStream
{
    public async IAsyncEnumerable<IOperationResult> ReadResultsAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var listening = EngineTelemetry.Listener();
        var group = shared.Join(key, RunAsync);
        try
        {
            var (seen, next) = (since, group.Next);
            while (seen is { } place)
            {
                if (group.NumberAfter(place) is { } number)
                {
                    next = number;
                    break;
                }

                // What is committed from here on, the group has or will have.
                next = group.Next;
                await group.Opened.WaitAsync(cancellationToken);
                var replay = new Replay();
                await foreach (var result in ReplayAsync(place, replay, cancellationToken))
                    yield return result;
                if (replay.IsOver)
                    yield break;
                seen = replay.Head;
                if (group.Read(next, out _, out _) != StreamReading.Gone)
                    break;
            }

            while (true)
            {
                switch (group.Read(next, out var found, out var change))
                {
                    case StreamReading.Waiting:
                        await change.WaitAsync(cancellationToken);
                        continue;
                    case StreamReading.Ended:
                        yield break;
                    case StreamReading.Gone:
                        yield return errors.Refuse(new SlowConsumerException(seen));
                        yield break;
                    default:
                        next++;
                        if (found.Place is { } at && seen is { } had && at.Value <= had.Value)
                            continue;
                        seen = found.Place ?? seen;
                        yield return found.Result;
                        continue;
                }
            }
        }
        finally
        {
            shared.Leave(key, group);
        }
    }

    private async IAsyncEnumerable<IOperationResult> ReplayAsync(SyncId from, Replay replay, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        EventStream? stream = null;
        StreamBounds? bounds = null;
        IOperationResult? refused = null;
        try
        {
            (stream, bounds) = await source.OpenAsync(StreamPart.Replay, from, cancellationToken);
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            refused = errors.Refuse(error);
        }

        if (refused is not null)
        {
            yield return refused;
            yield break;
        }

        await foreach (var placed in stream!.ReadAsync(cancellationToken))
            yield return placed.Result;
        bounds!.Close();
        if (!stream.IsOver)
            replay.Head = await bounds.Opened;
    }

    // For all listeners, until none is left.
    private async Task RunAsync(StreamGroup group, CancellationToken cancellationToken)
    {
        try
        {
            var (stream, bounds) = await source.OpenAsync(StreamPart.Live, from: null, cancellationToken);
            var opening = OpenAsync(group, bounds);
            await foreach (var (result, place, occurredAt) in stream.ReadAsync(cancellationToken))
            {
                if (place is not null)
                    EngineTelemetry.Delivered(source.OperationName, clock.GetUtcNow() - occurredAt);
                group.Publish(SharedResult.Take(result), place);
            }

            bounds.Close();
            await opening;
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            // Nobody listens any more.
        }
        catch (Exception error)
        {
            group.Publish(errors.Refuse(error), place: null);
        }
        finally
        {
            group.End();
        }
    }

    private static async Task OpenAsync(StreamGroup group, StreamBounds bounds) => group.Open(await bounds.Opened);

    private sealed class Replay
    {
        /// <summary>Up to where everything was replayed; null where the stream has ended instead.</summary>
        public SyncId? Head { get; set; }

        public bool IsOver => Head is null;
    }
}
