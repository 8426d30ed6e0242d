using Backend.Modules.Tracking.Issues;
using Backend.Modules.Tracking.Labels;
using Backend.Modules.Tracking.States;
using Backend.Platform.Errors;

namespace Backend.Modules.Tracking.Bulk;

/// <summary>The changes of a batch, with all that they name: checked for each issue, then made.</summary>
internal sealed class IssueBatchChanges(
    IssueBatchUpdateInput input, WorkflowState? state, Dictionary<Guid, Label> labels, IReadOnlyDictionary<Guid, string> names, Issue? parent,
    List<Guid> ancestors, Dictionary<Guid, int> heights)
{
    /// <exception cref="BackendException">The issue cannot be changed so.</exception>
    public void Demand(Issue issue)
    {
        if (state is not null && state.TeamId != issue.TeamId)
            throw new NotFoundException(nameof(WorkflowState), "input", "stateId");
        if (input.StartDate.HasValue || input.DueDate.HasValue)
            IssueRules.Dates(input.StartDate.Or(issue.StartDate), input.DueDate.Or(issue.DueDate));
        DemandLabels(issue);
        if (parent is null)
            return;
        if (parent.Id == issue.Id || ancestors.Contains(issue.Id))
            throw new ValidationFailedException("parentId", "An issue cannot be a part of itself, nor of its own parts.");
        IssueFamilies.DemandDepth(ancestors.Count + 1 + heights[issue.Id]);
    }

    /// <summary>Makes them, where <see cref="Demand"/> found nothing.</summary>
    public void Apply(Issue issue, DateTimeOffset now)
    {
        if (state is not null)
            issue.MoveTo(state, now);
        if (input.Priority.TryGet(out var priority))
            issue.Prioritize(priority);
        if (input.Estimate.TryGet(out var estimate))
            issue.EstimateAt(estimate);
        if (input.StartDate.HasValue || input.DueDate.HasValue)
            issue.Schedule(input.StartDate.Or(issue.StartDate), input.DueDate.Or(issue.DueDate));
        if (input.AssigneeId.TryGet(out var assigneeId))
            issue.AssignTo(assigneeId, names);
        if (input.ParentId.HasValue)
            issue.PutUnder(parent);
        if (ChangesLabels)
            issue.Relabel(LabelsOf(issue));
    }

    private bool ChangesLabels => input.LabelIds.HasValue || input.AddedLabelIds.HasValue || input.RemovedLabelIds.HasValue;

    private void DemandLabels(Issue issue)
    {
        if (!ChangesLabels)
            return;
        var field = input.LabelIds.HasValue ? "labelIds" : "addedLabelIds";
        var given = LabelsOf(issue);
        if (given.Any(label => label.TeamId is { } owner && owner != issue.TeamId))
            throw new NotFoundException(nameof(Label), "input", field);
        if (given.Length > IssueRules.MaxLabels)
            throw new ValidationFailedException(field, $"An issue has at most {IssueRules.MaxLabels} labels.");
    }

    private Label[] LabelsOf(Issue issue)
    {
        if (input.LabelIds.TryGet(out var exactly))
            return [.. exactly.Distinct().Select(id => labels[id])];
        var removed = input.RemovedLabelIds.Or([]);
        return [.. issue.Labels.Concat(input.AddedLabelIds.Or([]).Select(id => labels[id])).DistinctBy(label => label.Id).Where(label => !removed.Contains(label.Id))];
    }
}
