using Backend.Contracts.Tracking;
using Backend.GraphQL;
using Backend.Platform.Errors;
using Microsoft.EntityFrameworkCore;

namespace Backend.Modules.Tracking.Issues;

[QueryType]
[Authorize(IssuePermissions.Read)]
internal static class IssueQueries
{
    /// <summary>
    /// An issue by its id or its identifier, be it an earlier one; archived and trashed ones too. Null, with an error
    /// <c>NOT_FOUND</c>, where there is none that the viewer may see.
    /// </summary>
    /// <param name="id">The id, or the identifier, such as <c>ENG-42</c>.</param>
    public static async Task<Issue?> GetIssueAsync([ID] string id, VisibleIssues issues, CancellationToken cancellationToken)
    {
        var issue = GlobalId.TryParse(id, nameof(Issue), out var guid)
            ? await issues.Query().SingleOrDefaultAsync(issue => issue.Id == guid, cancellationToken)
            : await issues.FindByIdentifierAsync(id.ToUpperInvariant(), cancellationToken);
        return issue ?? throw new NotFoundException(nameof(Issue), "id");
    }

    /// <summary>
    /// The issues of the teams that the viewer may see. Trashed ones are left out unless the filter asks for <c>trashedAt</c>.
    /// </summary>
    /// <param name="filter">Which of them.</param>
    /// <param name="sort">In which order; the latest first where none is given.</param>
    /// <param name="includeArchived">Whether archived ones are shown too.</param>
    [UseConnection]
    public static Task<Connection<Issue>> GetIssuesAsync(
        IssueFilter? filter, IReadOnlyList<IssueSort>? sort, PageArguments page,
        VisibleIssues issues, IssueFilterTranslator filters, IssueSortTranslator sorts, ISelection selection, CancellationToken cancellationToken,
        bool includeArchived = false) =>
        issues.Query().Listed(filter, filters, includeArchived).ToConnectionAsync(page, sorts.ToKeys(sort), cancellationToken, selection);
}
