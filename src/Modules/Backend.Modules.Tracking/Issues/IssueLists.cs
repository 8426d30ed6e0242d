using Backend.Contracts.Tracking;
using Backend.GraphQL;

namespace Backend.Modules.Tracking.Issues;

/// <summary>Which issues lists and boards show.</summary>
internal static class IssueLists
{
    /// <summary>Those that pass the filter: no trashed ones unless it asks for the trash, archived ones only if wanted.</summary>
    public static IQueryable<Issue> Listed(
        this IQueryable<Issue> issues, IssueFilter? filter, IssueFilterTranslator filters, bool includeArchived = false)
    {
        var listed = issues.Where(filter, filters);
        if (!includeArchived)
            listed = listed.Where(issue => issue.ArchivedAt == null);
        return FilterFields.Of(filter).Contains("trashedAt") ? listed : listed.Where(issue => issue.TrashedAt == null);
    }
}
