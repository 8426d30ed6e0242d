using Backend.Contracts.Tracking;
using Backend.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Backend.Modules.Tracking.Issues;

/// <summary>Deletes issues for good, together with what belongs to them.</summary>
internal sealed class IssueRemoval(BackendDbContext db, IEnumerable<IIssueDeletedHandler> handlers, TimeProvider clock)
{
    public async Task RemoveAsync(IReadOnlyCollection<Issue> issues, CancellationToken cancellationToken)
    {
        var ids = issues.Select(issue => issue.Id).ToArray();
        // Parts that go as well are not first told to be without a parent.
        var parts = await db.Issues.Include(part => part.Parent)
            .Where(part => part.ParentId != null && ids.Contains(part.ParentId.Value) && !ids.Contains(part.Id))
            .ToListAsync(cancellationToken);
        foreach (var part in parts)
        {
            part.PutUnder(null);
            part.Record(IssueChangeAction.Updated, db.Session.ActorId, clock.GetUtcNow());
        }

        foreach (var issue in issues)
        {
            foreach (var handler in handlers)
                await handler.OnIssueDeletedAsync(issue, cancellationToken);
            issue.Delete();
            db.Remove(issue);
        }
    }
}
