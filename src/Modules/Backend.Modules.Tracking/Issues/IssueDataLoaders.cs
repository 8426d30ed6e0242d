using Backend.Contracts.Tracking;
using Backend.GraphQL;
using Backend.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Backend.Modules.Tracking.Issues;

internal static class IssueDataLoaders
{
    [DataLoader(Implements = typeof(IIssueByIdDataLoader))]
    public static Task<Dictionary<Guid, IIssue>> GetIssueByIdAsync(
        IReadOnlyList<Guid> ids, VisibleIssues issues, ISelection selection, CancellationToken cancellationToken) =>
        issues.Query().Where(issue => ids.Contains(issue.Id)).SelectMembers(selection)
            .ToDictionaryAsync(issue => issue.Id, IIssue (issue) => issue, cancellationToken);

    [DataLoader]
    public static Task<Dictionary<Guid, Connection<Issue>>> GetChildrenByIssueIdAsync(
        IReadOnlyList<Guid> parentIds, PageArguments page, VisibleIssues issues, ISelection selection, CancellationToken cancellationToken) =>
        issues.Query()
            .Where(issue => issue.ParentId != null && parentIds.Contains(issue.ParentId.Value))
            .Where(issue => issue.TrashedAt == null && issue.ArchivedAt == null)
            .ToConnectionsByKeyAsync(
                issue => issue.ParentId!.Value, issue => issue, page, new SortKeys<Issue>().Add(issue => issue.Rank), cancellationToken, selection);

    /// <summary>For issues that the viewer is known to see.</summary>
    [DataLoader]
    public static async Task<ILookup<Guid, string>> GetEarlierIdentifiersByIssueIdAsync(
        IReadOnlyList<Guid> issueIds, BackendDbContext db, CancellationToken cancellationToken)
    {
        var identifiers = await db.Issues.Where(issue => issueIds.Contains(issue.Id))
            .SelectMany(issue => issue.EarlierIdentifiers)
            .OrderBy(earlier => earlier.LeftAt)
            .ToListAsync(cancellationToken);
        return identifiers.ToLookup(earlier => earlier.IssueId, earlier => earlier.Identifier);
    }
}
