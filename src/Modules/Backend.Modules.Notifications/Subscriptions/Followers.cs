using Backend.Contracts.Tracking;
using Backend.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Backend.Modules.Notifications.Subscriptions;

/// <summary>How people stand to an issue.</summary>
/// <param name="State">How.</param>
/// <param name="Reason">Why.</param>
/// <param name="IsKept">Whether there is a row that says so, which stays when the issue is given to somebody else.</param>
internal readonly record struct Following(SubscriptionState State, SubscriptionReason Reason, bool IsKept);

/// <summary>Who follows which issues: those who chose to or took part, and whoever created an issue or has it.</summary>
internal sealed class Followers(BackendDbContext db)
{
    /// <summary>How people stand to some issues, in one statement.</summary>
    public async Task<IReadOnlyDictionary<Guid, Dictionary<Guid, Following>>> FindAsync(IReadOnlyCollection<IIssue> issues, CancellationToken cancellationToken)
    {
        var ids = issues.Select(issue => issue.Id).ToArray();
        var rows = (await db.IssueSubscriptions.AsNoTracking().Where(row => ids.Contains(row.IssueId)).ToListAsync(cancellationToken)).ToLookup(row => row.IssueId);
        return issues.ToDictionary(issue => issue.Id, issue =>
        {
            var people = rows[issue.Id].ToDictionary(row => row.UserId, row => new Following(row.State, row.Reason, IsKept: true));
            people.TryAdd(issue.CreatorId, new Following(SubscriptionState.Subscribed, SubscriptionReason.Creator, IsKept: false));
            if (issue.AssigneeId is { } assignee)
                people.TryAdd(assignee, new Following(SubscriptionState.Subscribed, SubscriptionReason.Assignee, IsKept: false));
            return people;
        });
    }
}
