using Backend.Contracts.Tracking;
using Backend.Contracts.Workspaces;
using Backend.Modules.Tracking.States;
using Backend.Platform.Errors;
using Backend.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Backend.Modules.Tracking.Issues;

internal sealed class IssueImport(
    BackendDbContext db, IWorkspaceDirectory workspace, ITeamDirectory teams, IssueNumbers numbers, IssueRemoval removal, TimeProvider clock) : IIssueImport
{
    public async Task<IReadOnlyList<ImportOutcome>> ImportAsync(
        ITeam team, string source, IReadOnlyList<ImportedIssue> issues, CancellationToken cancellationToken)
    {
        var known = await FindAsync(source, issues, cancellationToken);
        var batch = new Batch(
            team, source, await TeamWorkflow.LoadAsync(db, team.Id, cancellationToken), known, await FindHiddenAsync(known.Values, team, cancellationToken),
            db.Session.ActorId ?? await workspace.GetOwnerAsync(cancellationToken), db.Session.ActorId, clock.GetUtcNow());
        ImportOutcome[] outcomes = [.. issues.Select(batch.Import)];
        await numbers.EnrollAsync(team, batch.Created, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        return outcomes;
    }

    // External ids are unique in the workspace: an import must not reach into a private team that its owner is not in.
    private async Task<HashSet<Guid>> FindHiddenAsync(IEnumerable<Issue> known, ITeam team, CancellationToken cancellationToken)
    {
        var others = known.Select(issue => issue.TeamId).Where(id => id != team.Id).Distinct().ToArray();
        if (others.Length == 0 || db.Session.ActorId is not { } owner)
            return [];
        var standing = await teams.GetStandingAsync(owner, cancellationToken);
        return [.. others.Where(id => standing.Private.Contains(id) && !standing.Added.Contains(id))];
    }

    public async Task RemoveAsync(IReadOnlyCollection<Guid> issueIds, CancellationToken cancellationToken)
    {
        var found = await db.Issues.Where(issue => issueIds.Contains(issue.Id)).ToListAsync(cancellationToken);
        await removal.RemoveAsync(found, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
    }

    public async Task<IReadOnlyList<string>> GetStateNamesAsync(ITeam? team, CancellationToken cancellationToken) => team is null
        ? DefaultWorkflow.Names
        : [.. (await TeamWorkflow.LoadAsync(db, team.Id, cancellationToken)).States.Select(state => state.Name)];

    private Task<Dictionary<string, Issue>> FindAsync(string source, IReadOnlyList<ImportedIssue> issues, CancellationToken cancellationToken)
    {
        var ids = issues.Select(issue => issue.ExternalId).Distinct(StringComparer.Ordinal).ToArray();
        return db.Issues.Include(issue => issue.State)
            .Where(issue => issue.ExternalSource == source && ids.Contains(issue.ExternalId))
            .ToDictionaryAsync(issue => issue.ExternalId!, StringComparer.Ordinal, cancellationToken);
    }

    private sealed class Batch(
        ITeam team, string source, TeamWorkflow workflow, Dictionary<string, Issue> known, HashSet<Guid> hidden, Guid creatorId, Guid? actorId, DateTimeOffset now)
    {
        private readonly HashSet<string> seen = new(StringComparer.Ordinal);

        public List<Issue> Created { get; } = [];

        public ImportOutcome Import(ImportedIssue given)
        {
            try
            {
                if (!seen.Add(given.ExternalId))
                    throw new ValidationFailedException("externalId", $"The external id '{given.ExternalId}' was given before.");
                return known.TryGetValue(given.ExternalId, out var issue) ? Update(issue, given) : Create(given);
            }
            catch (ValidationFailedException broken)
            {
                return new ImportOutcome(ImportEffect.Failed, Reason: broken.Message);
            }
        }

        private ImportOutcome Create(ImportedIssue given)
        {
            var state = FindState(given) ?? workflow.Initial;
            var issue = Issue.Create(team, id: null, given.Title, state, creatorId, now);
            issue.Describe(given.DescriptionMarkdown);
            issue.Prioritize(given.Priority ?? 0);
            issue.ImportedFrom(source, given.ExternalId, Storable(given.CreatedAt));
            if (Storable(given.ClosedAt) is { } closedAt)
                issue.CloseAt(closedAt);
            Created.Add(issue);
            return new ImportOutcome(ImportEffect.Created, issue.Id);
        }

        private ImportOutcome Update(Issue issue, ImportedIssue given)
        {
            if (hidden.Contains(issue.TeamId))
                throw new ValidationFailedException("externalId", $"The external id '{given.ExternalId}' is taken by an issue that you cannot change.");
            // Everything is checked first: a tracked issue must not be left half changed.
            _ = IssueRules.Title(given.Title);
            _ = IssueRules.Description(given.DescriptionMarkdown);
            _ = IssueRules.Priority(given.Priority ?? 0);
            var state = FindState(given);
            issue.Rename(given.Title);
            if (given.DescriptionMarkdown is { } markdown)
                issue.Describe(markdown);
            if (given.Priority is { } priority)
                issue.Prioritize(priority);
            // Whoever gave the issue to another team decides about its state there.
            if (state is not null && issue.TeamId == team.Id)
                issue.MoveTo(state, Storable(given.ClosedAt) ?? now);
            issue.ImportedFrom(source, given.ExternalId, Storable(given.CreatedAt));
            if (Storable(given.ClosedAt) is { } closedAt)
                issue.CloseAt(closedAt);
            if (!issue.IsChanged)
                return new ImportOutcome(ImportEffect.Unchanged, issue.Id);
            issue.Record(IssueChangeAction.Updated, actorId, now);
            return new ImportOutcome(ImportEffect.Updated, issue.Id);
        }

        private WorkflowState? FindState(ImportedIssue given) => given.StateName is not { } name
            ? null
            : workflow.Find(name) ?? throw new ValidationFailedException("state", $"The team has no state named '{name}'.");

        // Databases keep microseconds: a finer time would look changed with every import.
        private static DateTimeOffset? Storable(DateTimeOffset? time) =>
            time is { } given ? given.ToUniversalTime().AddTicks(-(given.Ticks % TimeSpan.TicksPerMicrosecond)) : null;
    }
}
