using Backend.Contracts.Tracking;
using Backend.Platform.Errors;
using Backend.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Backend.Modules.Tracking.Issues;

internal sealed class IssueDirectory(BackendDbContext db, VisibleIssues issues) : IIssueDirectory
{
    public IQueryable<Guid> VisibleIds() => issues.Query().Select(issue => issue.Id);

    public IQueryable<Guid> VisibleIds(string permission) => issues.Query(permission).Select(issue => issue.Id);

    public async Task<IIssue> GetVisibleAsync(Guid id, string[] path, CancellationToken cancellationToken) =>
        await issues.Query().SingleOrDefaultAsync(issue => issue.Id == id, cancellationToken) ?? throw new NotFoundException(nameof(Issue), path);

    public async Task<IReadOnlyDictionary<Guid, IIssue>> FindAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken) =>
        await db.Issues.Where(issue => ids.Contains(issue.Id)).ToDictionaryAsync(issue => issue.Id, IIssue (issue) => issue, cancellationToken);

    public async Task<IReadOnlyList<IIssue>> ListAllAsync(CancellationToken cancellationToken) =>
        await db.Issues.OrderBy(issue => issue.CreatedAt).ThenBy(issue => issue.Id).ToListAsync(cancellationToken);
}
