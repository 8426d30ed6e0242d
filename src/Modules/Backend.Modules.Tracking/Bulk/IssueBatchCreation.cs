using Backend.Contracts.Access;
using Backend.Contracts.Identity;
using Backend.Contracts.Workspaces;
using Backend.Modules.Tracking.Issues;
using Backend.Modules.Tracking.Labels;
using Backend.Modules.Tracking.States;
using Backend.Platform.Errors;
using Backend.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Backend.Modules.Tracking.Bulk;

/// <summary>Creates many issues: all that they name is looked up first, with as many statements for a thousand as for one.</summary>
internal sealed class IssueBatchCreation(
    BackendDbContext db, ITeamDirectory teams, IAccessPolicy access, IWorkspaceDirectory workspace, IUserNames users, IssueFamilies families, IssueNumbers numbers, TimeProvider clock)
{
    /// <param name="input">The issues.</param>
    /// <param name="creatorId">Who creates them.</param>
    /// <param name="cancellationToken">Ends the creation.</param>
    /// <param name="first">The place of the first of them in the whole batch, for the errors.</param>
    public async Task<IssueBatch> CreateAsync(IssueBatchCreateInput input, Guid creatorId, CancellationToken cancellationToken, int first = 0)
    {
        var known = await LookUpAsync(input.Issues, cancellationToken);
        var errors = new BatchErrors("issues");
        List<Issue> created = [];
        for (var index = 0; index < input.Issues.Count; index++)
        {
            var item = input.Issues[index];
            errors.Try(first + index, () => created.Add(known.Create(item, creatorId, clock.GetUtcNow())));
        }

        errors.Apply(input.ErrorPolicy);
        // Two batches take the numbers of two teams in the same order, so that neither waits for the other in a circle.
        foreach (var team in created.GroupBy(issue => issue.TeamId).OrderBy(team => team.Key))
            await numbers.EnrollAsync(known.Teams[team.Key], [.. team], cancellationToken);
        return new IssueBatch(created, errors.Failed, errors.All);
    }

    private async Task<Known> LookUpAsync(IReadOnlyList<IssueCreateInput> items, CancellationToken cancellationToken)
    {
        var teamIds = items.Select(item => item.TeamId).Distinct().ToArray();
        var labelIds = items.SelectMany(item => item.LabelIds ?? []).Distinct().ToArray();
        var givenIds = items.Select(item => item.Id).OfType<Guid>().Distinct().ToArray();
        var people = items.Select(item => item.AssigneeId).OfType<Guid>().Distinct().ToArray();
        if (items.Any(item => item.ParentId is not null))
            await families.LockAsync(cancellationToken);
        var visible = (await teams.GetVisibleAsync(teamIds, cancellationToken)).Where(team => access.Can(IssuePermissions.Create, team.Key))
            .ToDictionary(team => team.Key, team => team.Value);
        var states = await db.WorkflowStates.Where(state => teamIds.Contains(state.TeamId))
            .OrderBy(state => state.Position).ThenBy(state => state.Id).ToListAsync(cancellationToken);
        var parents = await families.GetParentsAsync([.. items.Select(item => item.ParentId).OfType<Guid>().Distinct()], cancellationToken);
        var ancestors = await families.GetAncestorsAsync(parents.Values, cancellationToken);
        return new Known(
            visible,
            states.GroupBy(state => state.TeamId).ToDictionary(team => team.Key, team => new TeamWorkflow([.. team])),
            labelIds.Length == 0 ? [] : await db.Labels.Where(label => labelIds.Contains(label.Id)).ToDictionaryAsync(label => label.Id, cancellationToken),
            givenIds.Length == 0 ? [] : [.. await db.Issues.Where(issue => givenIds.Contains(issue.Id)).Select(issue => issue.Id).ToListAsync(cancellationToken)],
            people.Length == 0 ? new HashSet<Guid>() : await workspace.FilterMembersAsync(people, cancellationToken),
            people.Length == 0 ? new Dictionary<Guid, string>() : await users.GetAsync(people, cancellationToken),
            parents,
            ancestors.ToDictionary(pair => pair.Key, pair => pair.Value.Count + 1));
    }

    /// <summary>What the items name, and what of them has been created so far.</summary>
    private sealed record Known(
        IReadOnlyDictionary<Guid, ITeam> Teams, Dictionary<Guid, TeamWorkflow> Workflows, Dictionary<Guid, Label> Labels, HashSet<Guid> TakenIds,
        IReadOnlySet<Guid> Members, IReadOnlyDictionary<Guid, string> Names, Dictionary<Guid, Issue> Parents, Dictionary<Guid, int> Depths)
    {
        public Issue Create(IssueCreateInput item, Guid creatorId, DateTimeOffset now)
        {
            var team = Teams.GetValueOrDefault(item.TeamId) ?? throw new NotFoundException("Team", "input", "teamId");
            var workflow = Workflows[team.Id];
            var state = item.StateId is not { } stateId ? workflow.Initial
                : workflow.States.FirstOrDefault(state => state.Id == stateId) ?? throw new NotFoundException(nameof(WorkflowState), "input", "stateId");
            if (item.Id is { } taken && TakenIds.Contains(taken))
                throw ClientIds.Taken();
            var issue = Issue.Create(team, item.Id, item.Title, state, creatorId, now);
            issue.Describe(item.DescriptionMarkdown);
            issue.Prioritize(item.Priority);
            issue.EstimateAt(item.Estimate);
            issue.Schedule(item.StartDate, item.DueDate);
            issue.Relabel([.. (item.LabelIds ?? []).Distinct().Select(id => Labels.GetValueOrDefault(id) ?? throw new NotFoundException(nameof(Label), "input", "labelIds"))]);
            if (item.AssigneeId is { } person && !Members.Contains(person))
                throw new NotFoundException("User", "input", "assigneeId");
            issue.AssignTo(item.AssigneeId, Names);
            var depth = 1;
            if (item.ParentId is { } parentId)
            {
                var parent = Parents.GetValueOrDefault(parentId) ?? throw new NotFoundException(nameof(Issue), "input", "parentId");
                IssueFamilies.DemandDepth(depth = Depths[parentId] + 1);
                issue.PutUnder(parent);
            }

            // From here on it counts: a later item may be a part of it, and none may have its id.
            TakenIds.Add(issue.Id);
            (Parents[issue.Id], Depths[issue.Id]) = (issue, depth);
            return issue;
        }
    }
}
