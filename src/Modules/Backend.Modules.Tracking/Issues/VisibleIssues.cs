using Backend.Contracts.Workspaces;
using Backend.Platform.Errors;
using Backend.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Backend.Modules.Tracking.Issues;

/// <summary>Which issues the viewer may see: those of the teams that the viewer sees.</summary>
internal sealed class VisibleIssues(BackendDbContext db, ITeamDirectory teams)
{
    /// <summary>All of them, archived and trashed ones included.</summary>
    public IQueryable<Issue> Query()
    {
        var visible = teams.VisibleIds();
        return db.Issues.Where(issue => visible.Contains(issue.TeamId));
    }

    /// <summary>An issue to be changed, with all that its changes name.</summary>
    /// <exception cref="NotFoundException">There is none.</exception>
    public async Task<Issue> GetForChangeAsync(Guid id, CancellationToken cancellationToken) =>
        await Query().Include(issue => issue.State).Include(issue => issue.Labels).Include(issue => issue.Parent)
            .AsSplitQuery()
            .SingleOrDefaultAsync(issue => issue.Id == id, cancellationToken) ?? throw new NotFoundException(nameof(Issue), "input", "id");

    /// <summary>An issue by an identifier that it has or once had.</summary>
    public async Task<Issue?> FindByIdentifierAsync(string identifier, CancellationToken cancellationToken) =>
        await Query().SingleOrDefaultAsync(issue => issue.Identifier == identifier, cancellationToken)
        ?? await Query().SelectMany(issue => issue.EarlierIdentifiers, (issue, earlier) => new { issue, earlier })
            .Where(pair => pair.earlier.Identifier == identifier)
            .Select(pair => pair.issue)
            .SingleOrDefaultAsync(cancellationToken);
}
