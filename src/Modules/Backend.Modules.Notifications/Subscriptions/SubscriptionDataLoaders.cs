using Backend.GraphQL;
using Backend.Platform.Persistence;
using Backend.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Backend.Modules.Notifications.Subscriptions;

internal static class SubscriptionDataLoaders
{
    /// <summary>What the viewer has chosen, or came to by taking part.</summary>
    [DataLoader]
    public static Task<Dictionary<Guid, IssueSubscription>> GetOwnSubscriptionByIssueIdAsync(
        IReadOnlyList<Guid> issueIds, BackendDbContext db, Viewer viewer, CancellationToken cancellationToken)
    {
        var me = viewer.UserId;
        return db.IssueSubscriptions.Where(row => issueIds.Contains(row.IssueId) && row.UserId == me)
            .ToDictionaryAsync(row => row.IssueId, cancellationToken);
    }
}
