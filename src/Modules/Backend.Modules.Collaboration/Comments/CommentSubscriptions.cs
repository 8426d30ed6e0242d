using System.Runtime.CompilerServices;
using Backend.Contracts.Access;
using Backend.Contracts.Tracking;
using Backend.GraphQL;
using Backend.Platform.Live;
using Backend.Platform.Security;
using Microsoft.Extensions.DependencyInjection;

namespace Backend.Modules.Collaboration.Comments;

[SubscriptionType]
internal static class CommentSubscriptions
{
    /// <summary>What happens to the comments of an issue.</summary>
    [Authorize(CommentPermissions.Read)]
    [Subscribe(With = nameof(FollowComments), ResumesAt = "since")]
    [DependsOnRightsOnly]
    public static CommentChange CommentChanged([EventMessage] CommentChange change) => change;

    /// <param name="issueId">The issue.</param>
    /// <param name="since">The last change that the client has seen, whose successors are replayed first; by default none of the past.</param>
    [DependsOnRightsOnly]
    public static async IAsyncEnumerable<CommentChange> FollowComments(
        [ID<IIssue>] Guid issueId, SyncId? since, ChangeFeed feed, Viewer viewer, IIssueDirectory issues, IAccessPolicy access, IViewerScopeFactory scopes,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await DemandAsync(issues, access, issueId, cancellationToken);
        await foreach (var change in feed.FollowAsync(viewer.RequiredWorkspaceId, since, cancellationToken))
        {
            if (CommentChange.From(change) is not { } told || change.ReadData("issueId")?.GetValue<Guid>() != issueId)
                continue;
            // Access may have been lost since the last one: the stream then ends as if the issue were gone.
            await using (var scope = await scopes.BeginAsync(cancellationToken))
            {
                var services = scope.ServiceProvider;
                await DemandAsync(services.GetRequiredService<IIssueDirectory>(), services.GetRequiredService<IAccessPolicy>(), issueId, cancellationToken);
            }

            yield return told;
        }
    }

    private static async Task DemandAsync(IIssueDirectory issues, IAccessPolicy access, Guid issueId, CancellationToken cancellationToken)
    {
        var issue = await issues.GetVisibleAsync(issueId, ["issueId"], cancellationToken);
        access.Demand(CommentPermissions.Read, issue.TeamId, issue.Id);
    }
}
