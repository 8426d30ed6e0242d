using Backend.GraphQL;
using Backend.Modules.Tracking.States;
using Backend.Platform.Errors;
using Backend.Platform.Persistence;
using Backend.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Backend.Modules.Tracking.Issues;

[MutationType]
[Error<ValidationError>]
[Error<NotFoundError>]
internal static class IssueMutations
{
    /// <summary>Creates an issue. Its number, and with it its identifier, is the team's next.</summary>
    [Authorize(IssuePermissions.Create)]
    public static Task<Issue> IssueCreateAsync(
        IssueCreateInput input, Viewer viewer, IssueEditing editing, CancellationToken cancellationToken) =>
        editing.CreateAsync(input, viewer.RequiredUserId, cancellationToken);

    /// <summary>Changes an issue. All changes of one call are one entry of its history.</summary>
    [Authorize(IssuePermissions.Update)]
    [Error<ConflictError>]
    public static async Task<Issue> IssueUpdateAsync(
        IssueUpdateInput input, VisibleIssues issues, IssueEditing editing, CancellationToken cancellationToken)
    {
        var issue = await issues.GetForChangeAsync(input.Id, IssuePermissions.Update, cancellationToken);
        await editing.UpdateAsync(issue, input, cancellationToken);
        return issue;
    }

    /// <summary>Moves an issue on its team's board: to another state, to another place in the manual order, or both at once.</summary>
    [Authorize(IssuePermissions.Update)]
    [Error<ConflictError>]
    public static async Task<Issue> IssueMoveAsync(
        IssueMoveInput input, BackendDbContext db, VisibleIssues issues, IssueRanks ranks, TimeProvider clock, CancellationToken cancellationToken)
    {
        var issue = await issues.GetForChangeAsync(input.Id, IssuePermissions.Update, cancellationToken);
        issue.DemandVersion(input.ExpectedVersion);
        if (input is { StateId: null, BeforeId: null, AfterId: null })
            throw new ValidationFailedException("stateId", "Say where the issue goes: to a state, before an issue, or after one.");
        if (input.StateId is { } stateId)
        {
            var state = await db.WorkflowStates.SingleOrDefaultAsync(state => state.Id == stateId, cancellationToken);
            issue.MoveTo(state ?? throw new NotFoundException(nameof(WorkflowState), "input", "stateId"), clock.GetUtcNow());
        }

        if (input.AfterId is not null || input.BeforeId is not null)
            issue.RankAt(await ranks.FindAsync(issue, input.AfterId, input.BeforeId, cancellationToken));
        issue.Record(IssueChangeAction.Updated, db.Session.ActorId, clock.GetUtcNow());
        return issue;
    }
}
