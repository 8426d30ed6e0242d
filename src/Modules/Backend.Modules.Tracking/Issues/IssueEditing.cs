using Backend.Contracts.Access;
using Backend.Contracts.Workspaces;
using Backend.GraphQL;
using Backend.Modules.Tracking.Labels;
using Backend.Modules.Tracking.States;
using Backend.Platform.Errors;
using Backend.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Backend.Modules.Tracking.Issues;

/// <summary>Applies what a mutation was given to an issue, once it has found what the input names.</summary>
internal sealed class IssueEditing(
    BackendDbContext db, ITeamDirectory teams, IAccessPolicy access, IssueReferences references, IssueParents parents, IssueNumbers numbers, TimeProvider clock)
{
    public async Task<Issue> CreateAsync(IssueCreateInput input, Guid creatorId, CancellationToken cancellationToken)
    {
        var team = await teams.GetVisibleAsync(input.TeamId, ["input", "teamId"], cancellationToken);
        access.Demand(IssuePermissions.Create, team.Id);
        var workflow = await TeamWorkflow.LoadAsync(db, team.Id, cancellationToken);
        await db.Issues.DemandFreeAsync(input.Id, cancellationToken);
        var state = input.StateId is { } stateId ? Find(workflow, stateId) : workflow.Initial;
        var issue = Issue.Create(team, input.Id, input.Title, state, creatorId, clock.GetUtcNow());
        issue.Describe(input.DescriptionMarkdown);
        issue.Prioritize(input.Priority);
        issue.EstimateAt(input.Estimate);
        issue.Schedule(input.StartDate, input.DueDate);
        issue.Relabel(await references.LabelsAsync(team.Id, input.LabelIds ?? [], "labelIds", cancellationToken));
        await AssignAsync(issue, input.AssigneeId, cancellationToken);
        if (input.ParentId is { } parentId)
            issue.PutUnder(await parents.GetAsync(parentId, child: null, cancellationToken));
        await numbers.EnrollAsync(team, [issue], cancellationToken);
        return issue;
    }

    public async Task UpdateAsync(Issue issue, IssueUpdateInput input, CancellationToken cancellationToken)
    {
        issue.DemandVersion(input.ExpectedVersion);
        await PlaceAsync(issue, input, cancellationToken);
        if (input.Title.TryGet(out var title))
            issue.Rename(title);
        if (input.DescriptionMarkdown.TryGet(out var markdown))
            issue.Describe(markdown);
        if (input.Priority.TryGet(out var priority))
            issue.Prioritize(priority);
        if (input.Estimate.TryGet(out var estimate))
            issue.EstimateAt(estimate);
        if (input.StartDate.HasValue || input.DueDate.HasValue)
            issue.Schedule(input.StartDate.Or(issue.StartDate), input.DueDate.Or(issue.DueDate));
        if (input.AssigneeId.TryGet(out var assigneeId))
            await AssignAsync(issue, assigneeId, cancellationToken);
        if (input.ParentId.TryGet(out var parentId) && parentId != issue.ParentId)
            issue.PutUnder(parentId is { } id ? await parents.GetAsync(id, issue, cancellationToken) : null);
        await RelabelAsync(issue, input, cancellationToken);
        issue.Record(IssueChangeAction.Updated, db.Session.ActorId, clock.GetUtcNow());
    }

    private async Task PlaceAsync(Issue issue, IssueUpdateInput input, CancellationToken cancellationToken)
    {
        var transferred = input.TeamId.TryGet(out var teamId) && teamId != issue.TeamId;
        if (!transferred && !input.StateId.HasValue)
            return;
        var workflow = await TeamWorkflow.LoadAsync(db, transferred ? teamId : issue.TeamId, cancellationToken);
        if (!transferred)
        {
            issue.MoveTo(Find(workflow, input.StateId.Value), clock.GetUtcNow());
            return;
        }

        var from = await teams.GetVisibleAsync(issue.TeamId, ["input", "id"], cancellationToken);
        var team = await teams.GetVisibleAsync(teamId, ["input", "teamId"], cancellationToken);
        access.Demand(IssuePermissions.Create, team.Id);
        var state = input.StateId.TryGet(out var stateId) ? Find(workflow, stateId) : workflow.FindLike(issue.State);
        issue.TransferTo(from, team, await numbers.TakeAsync(team, 1, cancellationToken), state, clock.GetUtcNow());
    }

    private async Task AssignAsync(Issue issue, Guid? assigneeId, CancellationToken cancellationToken)
    {
        if (assigneeId == issue.AssigneeId)
            return;
        await references.DemandMemberAsync(assigneeId, cancellationToken);
        issue.AssignTo(assigneeId, await references.NamesAsync([issue.AssigneeId, assigneeId], cancellationToken));
    }

    private async Task RelabelAsync(Issue issue, IssueUpdateInput input, CancellationToken cancellationToken)
    {
        if (input.LabelIds.TryGet(out var exactly))
        {
            if (input.AddedLabelIds.HasValue || input.RemovedLabelIds.HasValue)
                throw new ValidationFailedException("labelIds", "Give either all labels, or those to add and to remove.");
            issue.Relabel(await references.LabelsAsync(issue.TeamId, exactly, "labelIds", cancellationToken));
            return;
        }

        var added = await references.LabelsAsync(issue.TeamId, input.AddedLabelIds.Or([]), "addedLabelIds", cancellationToken);
        var removed = input.RemovedLabelIds.Or([]);
        Label[] rest = [.. issue.Labels.Concat(added).DistinctBy(label => label.Id).Where(label => !removed.Contains(label.Id))];
        issue.Relabel(rest);
    }

    private static WorkflowState Find(TeamWorkflow workflow, Guid stateId) =>
        workflow.States.FirstOrDefault(state => state.Id == stateId) ?? throw new NotFoundException(nameof(WorkflowState), "input", "stateId");
}
