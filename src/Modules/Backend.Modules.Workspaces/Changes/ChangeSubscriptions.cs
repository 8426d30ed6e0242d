using System.Runtime.CompilerServices;
using Backend.GraphQL;
using Backend.Platform.Events;
using Backend.Platform.Live;
using Backend.Platform.Security;
using Microsoft.Extensions.DependencyInjection;

namespace Backend.Modules.Workspaces.Changes;

[SubscriptionType]
internal static class ChangeSubscriptions
{
    /// <summary>
    /// The workspace's change feed as it grows, as far as the viewer may know of it: what the query of this name gives in pages,
    /// for clients that keep a copy of the workspace.
    /// </summary>
    [Authorize]
    [Subscribe(With = nameof(FollowChangesAsync), ResumesAt = "since")]
    public static Change Changes([EventMessage] Change change) => change;

    /// <summary>Who joins and leaves the workspace and the teams that the viewer sees, and whose role or state changes.</summary>
    [Authorize]
    [Subscribe(With = nameof(FollowMembershipsAsync), ResumesAt = "since")]
    public static MembershipChange MembershipChanged([EventMessage] MembershipChange change) => change;

    /// <param name="since">The last change that the client has seen: what came after it is sent first. Without it, only what happens from now on is sent.</param>
    internal static async IAsyncEnumerable<Change> FollowChangesAsync(
        SyncId? since, Viewer viewer, ChangeFeed feed, IViewerScopeFactory scopes, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var change in FollowAsync(viewer, feed, since, _ => true, scopes, cancellationToken))
            yield return new Change(change);
    }

    /// <param name="since">The last change that the client has seen: what came after it is sent first. Without it, only what happens from now on is sent.</param>
    internal static async IAsyncEnumerable<MembershipChange> FollowMembershipsAsync(
        SyncId? since, Viewer viewer, ChangeFeed feed, IViewerScopeFactory scopes, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var change in FollowAsync(viewer, feed, since, MembershipChange.IsOne, scopes, cancellationToken))
            yield return new MembershipChange(change);
    }

    private static async IAsyncEnumerable<VisibleChange> FollowAsync(
        Viewer viewer, ChangeFeed feed, SyncId? since, Func<PlatformEvent, bool> isAsked, IViewerScopeFactory scopes,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var batch in feed.FollowAsync(viewer.RequiredWorkspaceId, since, cancellationToken).InBatchesAsync(cancellationToken))
        {
            PlatformEvent[] asked = [.. batch.Where(isAsked)];
            if (asked.Length == 0)
                continue;
            // A scope of its own: the viewer's rights are looked up anew, and the stream ends where access was lost.
            IReadOnlyList<VisibleChange> visible;
            await using (var scope = await scopes.BeginAsync(cancellationToken))
                visible = await scope.ServiceProvider.GetRequiredService<ChangeLog>().SelectAsync(asked, cancellationToken);
            foreach (var change in visible)
                yield return change;
        }
    }
}
