using Backend.Platform.Persistence;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Backend.Modules.Notifications.Subscriptions;

/// <summary>How somebody follows an issue.</summary>
internal enum SubscriptionState
{
    /// <summary>The person is told of what happens to it.</summary>
    Subscribed,

    /// <summary>The person has left it: only what is about the person is told, such as a mention.</summary>
    Unsubscribed,

    /// <summary>The person is told of nothing about it.</summary>
    Muted,
}

/// <summary>Why somebody follows an issue.</summary>
internal enum SubscriptionReason
{
    /// <summary>The person created it.</summary>
    Creator,

    /// <summary>It is, or was, given to the person.</summary>
    Assignee,

    /// <summary>The person was mentioned.</summary>
    Mentioned,

    /// <summary>The person commented on it.</summary>
    Commented,

    /// <summary>The person chose so.</summary>
    Manual,
}

/// <summary>
/// That somebody follows an issue, or does not want to. Whoever created an issue, or has it, follows it without such a row: an
/// import of many thousands makes none.
/// </summary>
internal sealed class IssueSubscription : WorkspaceEntity
{
    private IssueSubscription()
    {
    }

    public Guid IssueId { get; private init; }

    public Guid UserId { get; private init; }

    public SubscriptionState State { get; private set; }

    public SubscriptionReason Reason { get; private set; }

    public static IssueSubscription Create(Guid workspaceId, Guid issueId, Guid userId, SubscriptionReason reason, DateTimeOffset now) => new()
    {
        WorkspaceId = workspaceId,
        Id = Guid.CreateVersion7(now),
        IssueId = issueId,
        UserId = userId,
        State = SubscriptionState.Subscribed,
        Reason = reason,
        CreatedAt = now,
    };

    /// <summary>What the person wants from now on, whatever happens to the issue.</summary>
    public void Choose(SubscriptionState state) => (State, Reason) = (state, SubscriptionReason.Manual);
}

internal sealed class IssueSubscriptionConfiguration() : WorkspaceEntityConfiguration<IssueSubscription>("notifications_subscriptions")
{
    protected override void ConfigureEntity(EntityTypeBuilder<IssueSubscription> builder) =>
        builder.HasIndex(subscription => new { subscription.WorkspaceId, subscription.IssueId, subscription.UserId }).IsUnique();
}
