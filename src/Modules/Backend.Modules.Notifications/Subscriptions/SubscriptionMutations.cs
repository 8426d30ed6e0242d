using Backend.Contracts.Tracking;
using Backend.GraphQL;
using Backend.Platform.Errors;
using Backend.Platform.Persistence;
using Backend.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Backend.Modules.Notifications.Subscriptions;

/// <summary>Names an issue to follow.</summary>
internal sealed record IssueSubscribeInput
{
    /// <summary>The issue.</summary>
    [ID<IIssue>]
    public required Guid IssueId { get; init; }
}

/// <summary>Names an issue to leave.</summary>
internal sealed record IssueUnsubscribeInput
{
    /// <summary>The issue.</summary>
    [ID<IIssue>]
    public required Guid IssueId { get; init; }
}

/// <summary>Names an issue to hear nothing more of.</summary>
internal sealed record IssueMuteInput
{
    /// <summary>The issue.</summary>
    [ID<IIssue>]
    public required Guid IssueId { get; init; }
}

[MutationType]
[Authorize(NotificationPermissions.Write)]
[Error<NotFoundError>]
[Error<ConflictError>]
internal static class SubscriptionMutations
{
    /// <summary>Follows an issue: the viewer is told of what happens to it. Ends a muting too.</summary>
    public static Task<IIssue> IssueSubscribeAsync(IssueSubscribeInput input, SubscriptionChoice choice, CancellationToken cancellationToken) =>
        choice.MakeAsync(input.IssueId, SubscriptionState.Subscribed, cancellationToken);

    /// <summary>Leaves an issue, for good: the viewer is told only of what is about the viewer, such as a mention.</summary>
    public static Task<IIssue> IssueUnsubscribeAsync(IssueUnsubscribeInput input, SubscriptionChoice choice, CancellationToken cancellationToken) =>
        choice.MakeAsync(input.IssueId, SubscriptionState.Unsubscribed, cancellationToken);

    /// <summary>Mutes an issue: the viewer is told of nothing about it, not even of mentions.</summary>
    public static Task<IIssue> IssueMuteAsync(IssueMuteInput input, SubscriptionChoice choice, CancellationToken cancellationToken) =>
        choice.MakeAsync(input.IssueId, SubscriptionState.Muted, cancellationToken);
}

/// <summary>Notes how the viewer wants to follow an issue.</summary>
internal sealed class SubscriptionChoice(BackendDbContext db, IIssueDirectory issues, Viewer viewer, TimeProvider clock)
{
    public async Task<IIssue> MakeAsync(Guid issueId, SubscriptionState state, CancellationToken cancellationToken)
    {
        var issue = await issues.GetVisibleAsync(issueId, ["input", "issueId"], cancellationToken);
        var me = viewer.RequiredUserId;
        var subscription = await db.IssueSubscriptions.SingleOrDefaultAsync(row => row.IssueId == issue.Id && row.UserId == me, cancellationToken);
        if (subscription is null)
        {
            subscription = IssueSubscription.Create(viewer.RequiredWorkspaceId, issue.Id, me, SubscriptionReason.Manual, clock.GetUtcNow());
            db.Add(subscription);
        }

        subscription.Choose(state);
        return issue;
    }
}
