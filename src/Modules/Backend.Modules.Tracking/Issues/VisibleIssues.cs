using Backend.Contracts.Access;
using Backend.Contracts.Workspaces;
using Backend.Platform.Errors;
using Backend.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Backend.Modules.Tracking.Issues;

/// <summary>Which issues the viewer may see: those of the teams that the viewer sees, and those on which the viewer has a grant.</summary>
internal sealed class VisibleIssues(BackendDbContext db, ITeamDirectory teams, IAccessPolicy access)
{
    /// <summary>All of them, archived and trashed ones included.</summary>
    public IQueryable<Issue> Query() => Query(IssuePermissions.Read);

    /// <summary>Those with which the viewer may do something.</summary>
    public IQueryable<Issue> Query(string permission)
    {
        var granted = access.GrantedIssues(permission);
        // By the key alone where that is all: databases would otherwise look at every issue for either condition.
        if (access.HasOnlyGrants && granted.Count > 0 && access.GrantedTeams(permission).Count == 0)
            return db.Issues.Where(issue => granted.Contains(issue.Id));
        var visible = teams.VisibleIds(permission);
        return granted.Count == 0
            ? db.Issues.Where(issue => visible.Contains(issue.TeamId))
            : db.Issues.Where(issue => visible.Contains(issue.TeamId) || granted.Contains(issue.Id));
    }

    /// <summary>An issue to be changed, with all that its changes name.</summary>
    /// <param name="id">The issue.</param>
    /// <param name="permission">What is to be done with it.</param>
    /// <param name="cancellationToken">Ends the look-up.</param>
    /// <exception cref="NotFoundException">There is none that the viewer sees.</exception>
    /// <exception cref="ForbiddenException">The viewer sees it, but may not do that.</exception>
    public async Task<Issue> GetForChangeAsync(Guid id, string permission, CancellationToken cancellationToken)
    {
        var issue = await Query().Include(issue => issue.State).Include(issue => issue.Labels).Include(issue => issue.Parent)
            .AsSplitQuery()
            .SingleOrDefaultAsync(issue => issue.Id == id, cancellationToken) ?? throw new NotFoundException(nameof(Issue), "input", "id");
        access.Demand(permission, issue.TeamId, issue.Id);
        return issue;
    }

    /// <summary>An issue by an identifier that it has or once had.</summary>
    public async Task<Issue?> FindByIdentifierAsync(string identifier, CancellationToken cancellationToken) =>
        await Query().SingleOrDefaultAsync(issue => issue.Identifier == identifier, cancellationToken)
        ?? await Query().SelectMany(issue => issue.EarlierIdentifiers, (issue, earlier) => new { issue, earlier })
            .Where(pair => pair.earlier.Identifier == identifier)
            .Select(pair => pair.issue)
            .SingleOrDefaultAsync(cancellationToken);
}
