using Backend.Contracts.Workspaces;

namespace Backend.Contracts.Tracking;

/// <summary>An issue that comes from elsewhere. What is null is not known there: on an issue imported before it stays as it is.</summary>
public sealed record ImportedIssue
{
    /// <summary>Its id there; importing the same id again updates the issue instead of doubling it.</summary>
    public required string ExternalId { get; init; }

    /// <summary>The title.</summary>
    public required string Title { get; init; }

    /// <summary>The description; null for none, or for the one it has.</summary>
    public string? DescriptionMarkdown { get; init; }

    /// <summary>The name of the team's workflow state; null for the first unstarted one.</summary>
    public string? StateName { get; init; }

    /// <summary>The priority, 0 to 4; null for none.</summary>
    public int? Priority { get; init; }

    /// <summary>When it was created there; null for now.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>When it was completed or canceled there; null for now, where its state is closed.</summary>
    public DateTimeOffset? ClosedAt { get; init; }
}

/// <summary>What became of one imported issue.</summary>
public enum ImportEffect
{
    /// <summary>It was created.</summary>
    Created,

    /// <summary>It was there and has been brought up to date.</summary>
    Updated,

    /// <summary>It was there and is the same.</summary>
    Unchanged,

    /// <summary>It breaks a rule.</summary>
    Failed,
}

/// <summary>What became of one imported issue.</summary>
/// <param name="Effect">What became of it.</param>
/// <param name="IssueId">The issue; null where it failed.</param>
/// <param name="Reason">Why it failed; null otherwise.</param>
public sealed record ImportOutcome(ImportEffect Effect, Guid? IssueId = null, string? Reason = null);

/// <summary>
/// Imports issues through the same rules and change feed as any other write. Called within a write, which the caller commits
/// or, to try it out, undoes.
/// </summary>
public interface IIssueImport
{
    /// <summary>Creates or updates a batch and saves it; an issue that breaks a rule does not stop the others.</summary>
    /// <param name="team">The team.</param>
    /// <param name="source">Where the issues come from, such as <c>csv</c>; external ids are unique within it.</param>
    /// <param name="issues">The batch.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>One outcome per issue, in their order.</returns>
    Task<IReadOnlyList<ImportOutcome>> ImportAsync(
        ITeam team, string source, IReadOnlyList<ImportedIssue> issues, CancellationToken cancellationToken);

    /// <summary>Deletes issues for good, with what belongs to them, and saves that; those that are gone already are passed over.</summary>
    Task RemoveAsync(IReadOnlyCollection<Guid> issueIds, CancellationToken cancellationToken);

    /// <summary>The names of a team's workflow states, so that a mapping can be checked before the first row.</summary>
    /// <param name="team">The team; null for one that is yet to be created.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task<IReadOnlyList<string>> GetStateNamesAsync(ITeam? team, CancellationToken cancellationToken);
}
