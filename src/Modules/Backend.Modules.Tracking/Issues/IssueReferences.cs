using Backend.Contracts.Identity;
using Backend.Contracts.Workspaces;
using Backend.Modules.Tracking.Labels;
using Backend.Platform.Errors;
using Backend.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Backend.Modules.Tracking.Issues;

/// <summary>Finds what an input names, and says which field names something that is not there.</summary>
internal sealed class IssueReferences(BackendDbContext db, IWorkspaceDirectory workspace, IUserNames users)
{
    /// <summary>Makes sure that somebody may be given work.</summary>
    /// <exception cref="NotFoundException">There is no such active member.</exception>
    public async Task DemandMemberAsync(Guid? userId, CancellationToken cancellationToken)
    {
        if (userId is { } id && !(await workspace.FilterMembersAsync([id], cancellationToken)).Contains(id))
            throw new NotFoundException("User", "input", "assigneeId");
    }

    /// <summary>The names of those people who are somebody.</summary>
    public Task<IReadOnlyDictionary<Guid, string>> NamesAsync(IEnumerable<Guid?> userIds, CancellationToken cancellationToken) =>
        users.GetAsync([.. userIds.OfType<Guid>().Distinct()], cancellationToken);

    /// <summary>The labels that issues of a team may have.</summary>
    /// <exception cref="NotFoundException">One of them is not there, or another team's.</exception>
    public async Task<List<Label>> LabelsAsync(Guid teamId, IReadOnlyList<Guid> ids, string field, CancellationToken cancellationToken)
    {
        var distinct = ids.Distinct().ToArray();
        if (distinct.Length > IssueRules.MaxLabels)
            throw new ValidationFailedException(field, $"An issue has at most {IssueRules.MaxLabels} labels.");
        if (distinct.Length == 0)
            return [];
        var labels = await db.Labels
            .Where(label => distinct.Contains(label.Id) && (label.TeamId == null || label.TeamId == teamId))
            .ToListAsync(cancellationToken);
        return labels.Count == distinct.Length ? labels : throw new NotFoundException(nameof(Label), "input", field);
    }
}
