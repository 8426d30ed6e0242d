using System.Runtime.CompilerServices;
using Backend.GraphQL;
using Backend.Platform.Events;

namespace Backend.Platform.Live;

/// <summary>
/// Follows a workspace's change feed: replays what came after a place in it, then goes on with what is committed. The log
/// is the source of truth; a follower pulls from it at its own pace, so that a slow one costs nobody else anything. What
/// part of the log it gives, the bounds of its scope may say.
/// </summary>
public sealed class ChangeFeed(FeedHub hub, StreamBounds bounds)
{
    /// <summary>Every change after <paramref name="since"/>, or from now on, in order and exactly once.</summary>
    /// <param name="workspaceId">The workspace.</param>
    /// <param name="since">The last change that the follower has seen; null for none of the past.</param>
    /// <param name="cancellationToken">Ends the stream.</param>
    /// <exception cref="CursorExpiredException">What came after <paramref name="since"/> is purged.</exception>
    /// <exception cref="CursorAheadException">The log does not reach as far as <paramref name="since"/>.</exception>
    public async IAsyncEnumerable<PlatformEvent> FollowAsync(
        Guid workspaceId, SyncId? since, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var feed = hub.Join(workspaceId);
        var range = await feed.GetRangeAsync(cancellationToken);
        var (start, end) = bounds.Open(since, new SyncId(range.Head));
        range.Demand(start);
        var position = start?.Value ?? range.Head;
        while (end is not { } last || position < last.Value)
        {
            var batch = await feed.ReadAfterAsync(position, cancellationToken);
            // The log is gapless: where the next change is missing, it was purged while the follower was behind.
            if (batch[0].Sequence != position + 1)
                throw new CursorExpiredException(new SyncId(position));
            foreach (var change in batch)
            {
                if (change.Sequence > end?.Value)
                    yield break;
                position = change.Sequence;
                yield return change;
            }
        }
    }
}
