using Backend.Contracts.Tracking;
using Backend.GraphQL;

namespace Backend.Modules.Tracking.Labels;

[QueryType]
internal static class LabelQueries
{
    /// <summary>The labels of the workspace and of the teams that the viewer may see, by name.</summary>
    /// <param name="filter">Which of them.</param>
    [Authorize(LabelPermissions.Read)]
    [UseConnection]
    public static Task<Connection<Label>> GetLabelsAsync(
        LabelFilter? filter, PageArguments page, VisibleLabels labels, LabelFilterTranslator filters, CancellationToken cancellationToken) =>
        labels.Query().Where(filter, filters)
            .ToConnectionAsync(page, new SortKeys<Label>().Add(label => label.NameKey), cancellationToken);
}
