using Backend.Contracts.Tracking;
using Backend.GraphQL;
using Backend.Platform.Security;

namespace Backend.Modules.Notifications.Subscriptions;

/// <summary>How the viewer follows an issue.</summary>
/// <param name="State">How.</param>
/// <param name="Reason">Why.</param>
internal sealed record ViewerSubscription(SubscriptionState State, SubscriptionReason Reason);

[ObjectType<IIssue>]
internal static class IssueSubscriptionType
{
    /// <summary>How the viewer follows the issue; null for one with which the viewer has nothing to do.</summary>
    public static DataLoaderResult<ViewerSubscription?> GetViewerSubscription(
        [Parent] IIssue issue, Viewer viewer, OwnSubscriptionByIssueIdDataLoader subscriptions)
    {
        var byItself = issue.CreatorId == viewer.UserId ? new ViewerSubscription(SubscriptionState.Subscribed, SubscriptionReason.Creator)
            : issue.AssigneeId == viewer.UserId ? new ViewerSubscription(SubscriptionState.Subscribed, SubscriptionReason.Assignee)
            : null;
        return subscriptions.Load(issue.Id).Then(row => row is null ? byItself : new ViewerSubscription(row.State, row.Reason));
    }
}
