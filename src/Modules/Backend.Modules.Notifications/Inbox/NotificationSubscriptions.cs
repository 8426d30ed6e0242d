using System.Runtime.CompilerServices;
using Backend.GraphQL;
using Backend.Platform.Events;
using Backend.Platform.Live;
using Backend.Platform.Security;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Backend.Modules.Notifications.Inbox;

/// <summary>That the viewer's inbox has something new.</summary>
internal sealed record NotificationsAdded : IPlacedEvent
{
    /// <summary>The place in the workspace's change feed; send it as <c>since</c> to go on from here.</summary>
    public required SyncId SyncId { get; init; }

    /// <summary>What is new: all that came from changes that were looked at together.</summary>
    [ListSize(10)]
    public required IReadOnlyList<Notification> Notifications { get; init; }

    /// <summary>How many notifications are in the inbox and were not read, as of now.</summary>
    public required int UnreadCount { get; init; }

    /// <inheritdoc />
    [GraphQLIgnore]
    public required DateTimeOffset OccurredAt { get; init; }

    /// <inheritdoc />
    [GraphQLIgnore]
    public string? TraceParent { get; init; }
}

[SubscriptionType]
internal static class NotificationSubscriptions
{
    /// <summary>What comes into the viewer's inbox in this workspace, in order and each exactly once; also what was snoozed and comes back.</summary>
    [Authorize(NotificationPermissions.Read)]
    [Subscribe(With = nameof(FollowNotificationsAsync), ResumesAt = "since")]
    public static NotificationsAdded NotificationAdded([EventMessage] NotificationsAdded added) => added;

    /// <param name="since">The last place that the client has seen: what came after it is sent first. Without it, only what comes from now on is sent.</param>
    internal static async IAsyncEnumerable<NotificationsAdded> FollowNotificationsAsync(
        SyncId? since, Viewer viewer, ChangeFeed feed, IViewerScopeFactory scopes, TimeProvider clock,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var me = viewer.RequiredUserId;
        await foreach (var change in feed.FollowAsync(viewer.RequiredWorkspaceId, since, cancellationToken))
        {
            if (!NotificationEvents.Reaches(change, me))
                continue;
            // A scope of its own: the viewer's rights are looked up anew, and the stream ends where access was lost.
            NotificationsAdded? added;
            await using (var scope = await scopes.BeginAsync(cancellationToken))
                added = await ReadAsync(change, scope.ServiceProvider.GetRequiredService<VisibleNotifications>(), clock.GetUtcNow(), cancellationToken);
            if (added is not null)
                yield return added;
        }
    }

    private static async Task<NotificationsAdded?> ReadAsync(
        PlatformEvent change, VisibleNotifications notifications, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var sources = NotificationEvents.SourcesOf(change);
        var added = await notifications.Query().Where(notification => sources.Contains(notification.SourceSequence))
            .OrderBy(notification => notification.SourceSequence)
            .ToListAsync(cancellationToken);
        return added.Count == 0 ? null : new NotificationsAdded
        {
            SyncId = new SyncId(change.Sequence),
            Notifications = added,
            UnreadCount = await notifications.CountUnreadAsync(now, cancellationToken),
            OccurredAt = change.OccurredAt,
            TraceParent = change.TraceParent,
        };
    }
}
