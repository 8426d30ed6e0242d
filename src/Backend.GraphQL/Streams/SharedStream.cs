using System.Runtime.CompilerServices;
using Backend.GraphQL.Execution;

namespace Backend.GraphQL;

/// <summary>
/// A listener's stream of results that others share. What came after the place from which it resumes is taken from memory
/// where it is still there; else the listener reads it for itself, up to the end of the log, and goes on from there with the
/// others: without a gap, because it joins them first, and without an overlap, because it knows where its own reading ended.
/// </summary>
internal sealed class SharedStream(SyncId? since, SharedStreams shared, StreamSource first, ErrorWriter errors, TimeProvider clock) : IResponseStream
{
    // Rights that change more often than this before anything comes are no rights to go by.
    private const int MaxRenewals = 20;

    private StreamSource source = first;

    public async IAsyncEnumerable<IOperationResult> ReadResultsAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var listening = EngineTelemetry.Listener();
        var position = new Position { Seen = since };
        for (var renewals = 0; ; renewals++)
        {
            await foreach (var result in ReadSharedAsync(position, cancellationToken))
            {
                renewals = 0;
                yield return result;
            }

            if (!position.IsOutdated)
                yield break;
            if (await RenewAsync(isLast: renewals == MaxRenewals, cancellationToken) is { } refused)
            {
                yield return refused;
                yield break;
            }
        }
    }

    // Rights have changed: those of this listener may have, or those of the one for whom it was executed.
    private async Task<IOperationResult?> RenewAsync(bool isLast, CancellationToken cancellationToken)
    {
        try
        {
            if (isLast)
                return errors.Refuse(new CodedExecutionError(ErrorCodes.Unavailable, "The rights change all the time. Try again in a moment."));
            source = await source.RenewAsync(cancellationToken);
            return null;
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            return errors.Refuse(error);
        }
    }

    private async IAsyncEnumerable<IOperationResult> ReadSharedAsync(Position position, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (key, seen) = (source.Key, position.Seen);
        position.IsOutdated = false;
        var group = shared.Join(key, RunAsync);
        try
        {
            var next = group.Next;
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
                position.Seen = seen = replay.Head;
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
                        (position.IsOutdated, position.Seen) = (group.IsOutdated, seen ?? group.PlaceBefore(next));
                        yield break;
                    case StreamReading.Gone:
                        yield return errors.Refuse(new SlowConsumerException(seen));
                        yield break;
                    default:
                        next++;
                        if (found.Place is { } at && seen is { } had && at.Value <= had.Value)
                            continue;
                        position.Seen = seen = found.Place ?? seen;
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
        var (isOutdated, executing) = (false, source);
        try
        {
            var (stream, bounds) = await executing.OpenAsync(StreamPart.Live, from: null, cancellationToken);
            var opening = OpenAsync(group, bounds);
            await foreach (var (result, place, occurredAt) in stream.ReadAsync(cancellationToken))
            {
                if (place is not null)
                    EngineTelemetry.Delivered(executing.OperationName, clock.GetUtcNow() - occurredAt);
                group.Publish(SharedResult.Take(result), place);
            }

            isOutdated = stream.IsOutdated;
            bounds.Close();
            await opening;
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            // Nobody listens any more.
        }
        catch (RightsChangedException)
        {
            isOutdated = true;
        }
        catch (Exception error)
        {
            var refused = errors.Refuse(error);
            isOutdated = executing.Key.Rights is not null && refused.ErrorCodes.Contains(ErrorCodes.Unauthenticated, StringComparer.Ordinal);
            if (!isOutdated)
                group.Publish(refused, place: null);
        }
        finally
        {
            group.End(isOutdated);
        }
    }

    private static async Task OpenAsync(StreamGroup group, StreamBounds bounds) => group.Open(await bounds.Opened);

    private sealed class Position
    {
        /// <summary>The last change that the listener knows of.</summary>
        public SyncId? Seen { get; set; }

        /// <summary>Whether the listener must look anew with whom it shares.</summary>
        public bool IsOutdated { get; set; }
    }

    private sealed class Replay
    {
        /// <summary>Up to where everything was replayed; null where the stream has ended instead.</summary>
        public SyncId? Head { get; set; }

        public bool IsOver => Head is null;
    }
}
