using Backend.Contracts.Workspaces;
using Backend.GraphQL;
using Backend.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Backend.Modules.Tracking.Labels;

internal static class LabelDataLoaders
{
    [DataLoader]
    public static Task<Dictionary<Guid, Label>> GetLabelByIdAsync(
        IReadOnlyList<Guid> ids, VisibleLabels labels, CancellationToken cancellationToken) =>
        labels.Query().Where(label => ids.Contains(label.Id)).ToDictionaryAsync(label => label.Id, cancellationToken);

    /// <summary>For issues that the viewer is known to see.</summary>
    [DataLoader]
    public static Task<Dictionary<Guid, Connection<Label>>> GetLabelsByIssueIdAsync(
        IReadOnlyList<Guid> issueIds, PageArguments page, BackendDbContext db, CancellationToken cancellationToken) =>
        db.Issues.Where(issue => issueIds.Contains(issue.Id))
            .SelectMany(issue => issue.Labels, (issue, label) => new LabelOf { OwnerId = issue.Id, Label = label })
            .ToConnectionsByKeyAsync(pair => pair.OwnerId, pair => pair.Label, page, ByName(), cancellationToken);

    /// <summary>What issues of a team may have: the team's labels, and those of the workspace.</summary>
    [DataLoader]
    public static Task<Dictionary<Guid, Connection<Label>>> GetLabelsByTeamIdAsync(
        IReadOnlyList<Guid> teamIds, PageArguments page, BackendDbContext db, ITeamDirectory teams, CancellationToken cancellationToken)
    {
        var labels = db.Labels;
        // A cross join that is then narrowed: SQLite cannot join a subquery that depends on the row beside it.
        return teams.VisibleIds().Where(id => teamIds.Contains(id))
            .SelectMany(_ => labels, (id, label) => new LabelOf { OwnerId = id, Label = label })
            .Where(pair => pair.Label.TeamId == null || pair.Label.TeamId == pair.OwnerId)
            .ToConnectionsByKeyAsync(pair => pair.OwnerId, pair => pair.Label, page, ByName(), cancellationToken);
    }

    private static SortKeys<LabelOf> ByName() => new SortKeys<LabelOf>().Add(pair => pair.Label.NameKey);

    /// <summary>A label and what has it.</summary>
    private sealed class LabelOf
    {
        public required Guid OwnerId { get; init; }

        public required Label Label { get; init; }
    }
}
