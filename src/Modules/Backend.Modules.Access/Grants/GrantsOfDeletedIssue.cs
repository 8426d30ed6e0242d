using Backend.Contracts.Tracking;
using Backend.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Backend.Modules.Access.Grants;

/// <summary>What was granted on an issue goes with it.</summary>
internal sealed class GrantsOfDeletedIssue(BackendDbContext db) : IIssueDeletedHandler
{
    public async Task OnIssueDeletedAsync(IIssue issue, CancellationToken cancellationToken)
    {
        var grants = await db.Grants.Where(grant => grant.ResourceKind == GrantResourceKind.Issue && grant.ResourceId == issue.Id).ToListAsync(cancellationToken);
        foreach (var grant in grants)
            grant.Revoke();
        db.RemoveRange(grants);
    }
}
