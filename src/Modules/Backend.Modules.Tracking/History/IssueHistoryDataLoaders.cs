using Backend.GraphQL;
using Backend.Modules.Tracking.Issues;
using Backend.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Backend.Modules.Tracking.History;

internal static class IssueHistoryDataLoaders
{
    [DataLoader]
    public static Task<Dictionary<Guid, IssueHistory>> GetIssueHistoryByIdAsync(
        IReadOnlyList<Guid> ids, VisibleIssues issues, ISelection selection, CancellationToken cancellationToken) =>
        issues.Query().SelectMany(issue => issue.History).Where(entry => ids.Contains(entry.Id)).SelectMembers(selection)
            .ToDictionaryAsync(entry => entry.Id, cancellationToken);

    /// <summary>For issues that the viewer is known to see.</summary>
    [DataLoader]
    public static Task<Dictionary<Guid, Connection<IssueHistory>>> GetHistoryByIssueIdAsync(
        IReadOnlyList<Guid> issueIds, PageArguments page, BackendDbContext db, ISelection selection, CancellationToken cancellationToken) =>
        db.Issues.Where(issue => issueIds.Contains(issue.Id)).SelectMany(issue => issue.History).ToConnectionsByKeyAsync(
            entry => entry.IssueId, entry => entry, page, new SortKeys<IssueHistory>().Add(entry => entry.Version), cancellationToken, selection);
}
