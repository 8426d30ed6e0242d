using System.Runtime.CompilerServices;
using Backend.Contracts.Tracking;
using Backend.GraphQL;
using Backend.Modules.Tracking.Issues;
using Backend.Platform.Live;
using Backend.Platform.Security;
using Microsoft.Extensions.DependencyInjection;

namespace Backend.Modules.Tracking.Live;

[SubscriptionType]
internal static class IssueSubscriptions
{
    /// <summary>
    /// The changes of issues that the viewer may see, in order and each exactly once. An issue that passes the filter no
    /// longer is told of once more, with action REMOVED; one that is deleted is told of whatever the filter.
    /// </summary>
    [Authorize(IssuePermissions.Read)]
    [Subscribe(With = nameof(FollowIssuesAsync), ResumesAt = "since")]
    [DependsOnRightsOnly]
    public static IssueChange IssueChanged([EventMessage] IssueChange change) => change;

    /// <param name="filter">Which issues; all that the viewer may see where none is given.</param>
    /// <param name="since">The last change that the client has seen: what came after it is sent first. Without it, only what happens from now on is sent.</param>
    [DependsOnRightsOnly]
    internal static async IAsyncEnumerable<IssueChange> FollowIssuesAsync(
        IssueFilter? filter, SyncId? since, Viewer viewer, ChangeFeed feed, IViewerScopeFactory scopes,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var batch in feed.FollowAsync(viewer.RequiredWorkspaceId, since, cancellationToken).InBatchesAsync(cancellationToken))
        {
            var events = batch.Where(change => IssueEvents.ActionOf(change) is not null).ToArray();
            if (events.Length == 0)
                continue;
            // A scope of its own: the viewer's rights are looked up anew, and the stream ends where access was lost.
            IReadOnlyList<IssueChange> changes;
            await using (var scope = await scopes.BeginAsync(cancellationToken))
                changes = await scope.ServiceProvider.GetRequiredService<IssueChangeReader>().ReadAsync(events, filter, cancellationToken);
            foreach (var change in changes)
                yield return change;
        }
    }
}
