using Microsoft.Extensions.DependencyInjection;

namespace Backend.Platform.Live;

/// <summary>
/// Shares the reading of each workspace's log among its followers on this node: what one of them has read, the others take
/// from memory.
/// </summary>
public sealed class FeedHub(IServiceScopeFactory scopes, FeedSignal signal, FeedPace pace, TimeProvider clock)
{
    private readonly Lock gate = new();
    private readonly Dictionary<Guid, (WorkspaceFeed Feed, int Followers)> feeds = [];

    /// <summary>Joins the followers of a workspace; disposing leaves them.</summary>
    internal Follower Join(Guid workspaceId)
    {
        lock (gate)
        {
            if (!feeds.TryGetValue(workspaceId, out var entry))
                entry = (new WorkspaceFeed(workspaceId, new FeedReader(scopes), signal, pace, clock), 0);
            feeds[workspaceId] = (entry.Feed, entry.Followers + 1);
            return new Follower(this, workspaceId, entry.Feed);
        }
    }

    private void Leave(Guid workspaceId)
    {
        lock (gate)
        {
            var (feed, followers) = feeds[workspaceId];
            if (followers > 1)
            {
                feeds[workspaceId] = (feed, followers - 1);
                return;
            }

            feeds.Remove(workspaceId);
            feed.Dispose();
        }
    }

    internal sealed class Follower(FeedHub hub, Guid workspaceId, WorkspaceFeed feed) : IDisposable
    {
        private int left;

        public Task<FeedRange> GetRangeAsync(CancellationToken cancellationToken) => feed.GetRangeAsync(cancellationToken);

        public Task<IReadOnlyList<Events.PlatformEvent>> ReadAfterAsync(long position, CancellationToken cancellationToken) =>
            feed.ReadAfterAsync(position, cancellationToken);

        public void Dispose()
        {
            if (Interlocked.Exchange(ref left, 1) == 0)
                hub.Leave(workspaceId);
        }
    }
}
