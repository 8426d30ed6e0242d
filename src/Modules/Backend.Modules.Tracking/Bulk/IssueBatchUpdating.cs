using Backend.Contracts.Identity;
using Backend.Contracts.Workspaces;
using Backend.Modules.Tracking.Issues;
using Backend.Modules.Tracking.Labels;
using Backend.Modules.Tracking.States;
using Backend.Platform.Errors;
using Backend.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Backend.Modules.Tracking.Bulk;

/// <summary>Makes the same changes to many issues: what they name is looked up once, the issues are loaded with a fixed number of statements.</summary>
internal sealed class IssueBatchUpdating(
    BackendDbContext db, VisibleIssues issues, IssueFilterTranslator filters, IWorkspaceDirectory workspace, IUserNames users, IssueFamilies families,
    TimeProvider clock)
{
    /// <summary>The issues that an input means, as far as the viewer may see them: one more than a batch may have, where there are more.</summary>
    public async Task<IReadOnlyList<Guid>> FindAsync(IssueBatchUpdateInput input, CancellationToken cancellationToken)
    {
        if (input.Ids is null == input.Filter is null)
            throw new ValidationFailedException("ids", "Give either ids or a filter.");
        if (input.Ids is { } ids)
        {
            return ids.Count is > 0 and <= IssueBatch.MaxJobSize
                ? ids : throw new ValidationFailedException("ids", $"A batch has 1 to {IssueBatch.MaxJobSize} issues.");
        }

        return await issues.Query(IssuePermissions.Update).Listed(input.Filter, filters).OrderBy(issue => issue.Id).Select(issue => issue.Id)
            .Take(IssueBatch.MaxJobSize + 1).ToListAsync(cancellationToken);
    }

    /// <param name="ids">The issues.</param>
    /// <param name="input">The changes.</param>
    /// <param name="cancellationToken">Ends the update.</param>
    /// <param name="first">The place of the first of them in the whole batch, for the errors.</param>
    public async Task<IssueBatch> UpdateAsync(IReadOnlyList<Guid> ids, IssueBatchUpdateInput input, CancellationToken cancellationToken, int first = 0)
    {
        if (input.ParentId.Or(null) is not null)
            await families.LockAsync(cancellationToken);
        var found = await issues.Query(IssuePermissions.Update).Include(issue => issue.State).Include(issue => issue.Labels).Include(issue => issue.Parent)
            .AsSplitQuery()
            .Where(issue => ids.Contains(issue.Id))
            .ToDictionaryAsync(issue => issue.Id, cancellationToken);
        var changes = await LookUpAsync(input, found.Values, cancellationToken);
        var errors = new BatchErrors("ids");
        List<Issue> changed = [];
        foreach (var (index, id) in ids.Index().DistinctBy(pair => pair.Item))
        {
            errors.Try(first + index, () =>
            {
                var issue = found.GetValueOrDefault(id) ?? throw new NotFoundException(nameof(Issue), "input");
                changes.Demand(issue);
                changed.Add(issue);
            });
        }

        errors.Apply(input.ErrorPolicy);
        // Nothing is changed before everything is checked: an issue that is tracked must not be left half changed.
        foreach (var issue in changed)
        {
            changes.Apply(issue, clock.GetUtcNow());
            issue.Record(IssueChangeAction.Updated, db.Session.ActorId, clock.GetUtcNow());
        }

        return new IssueBatch(changed, errors.Failed, errors.All);
    }

    private async Task<IssueBatchChanges> LookUpAsync(IssueBatchUpdateInput input, IReadOnlyCollection<Issue> found, CancellationToken cancellationToken)
    {
        if (input.LabelIds.HasValue && (input.AddedLabelIds.HasValue || input.RemovedLabelIds.HasValue))
            throw new ValidationFailedException("labelIds", "Give either all labels, or those to add and to remove.");
        _ = IssueRules.Priority(input.Priority.Or(0));
        _ = IssueRules.Estimate(input.Estimate.Or(null));
        var state = !input.StateId.TryGet(out var stateId) ? null
            : await db.WorkflowStates.SingleOrDefaultAsync(state => state.Id == stateId, cancellationToken)
                ?? throw new NotFoundException(nameof(WorkflowState), "input", "stateId");
        var labels = await FindLabelsAsync(input, cancellationToken);
        var names = await FindNamesAsync(input, found, cancellationToken);
        if (!input.ParentId.TryGet(out var parentId) || parentId is not { } id)
            return new IssueBatchChanges(input, state, labels, names, null, [], []);
        var parents = await families.GetParentsAsync([id], cancellationToken);
        var parent = parents.GetValueOrDefault(id) ?? throw new NotFoundException(nameof(Issue), "input", "parentId");
        return new IssueBatchChanges(
            input, state, labels, names, parent, (await families.GetAncestorsAsync([parent], cancellationToken))[id],
            await families.GetHeightsAsync([.. found.Select(issue => issue.Id)], cancellationToken));
    }

    private async Task<Dictionary<Guid, Label>> FindLabelsAsync(IssueBatchUpdateInput input, CancellationToken cancellationToken)
    {
        var (exactly, added) = (input.LabelIds.Or([]), input.AddedLabelIds.Or([]));
        Guid[] ids = [.. exactly.Concat(added).Distinct()];
        if (ids.Length == 0)
            return [];
        var labels = await db.Labels.Where(label => ids.Contains(label.Id)).ToDictionaryAsync(label => label.Id, cancellationToken);
        return labels.Count == ids.Length ? labels : throw new NotFoundException(nameof(Label), "input", added.Any(id => !labels.ContainsKey(id)) ? "addedLabelIds" : "labelIds");
    }

    private async Task<IReadOnlyDictionary<Guid, string>> FindNamesAsync(
        IssueBatchUpdateInput input, IReadOnlyCollection<Issue> found, CancellationToken cancellationToken)
    {
        if (!input.AssigneeId.TryGet(out var assigneeId))
            return new Dictionary<Guid, string>();
        if (assigneeId is { } person && !(await workspace.FilterMembersAsync([person], cancellationToken)).Contains(person))
            throw new NotFoundException("User", "input", "assigneeId");
        return await users.GetAsync([.. found.Select(issue => issue.AssigneeId).Append(assigneeId).OfType<Guid>().Distinct()], cancellationToken);
    }
}
