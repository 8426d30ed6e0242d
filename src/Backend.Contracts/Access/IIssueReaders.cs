namespace Backend.Contracts.Access;

/// <summary>
/// Which people may do something with which issues at this moment: the rules of <see cref="IAccessPolicy"/> for many people at
/// once, in a number of statements that does not grow with them.
/// </summary>
public interface IIssueReaders
{
    /// <summary>Those of the people who may do it with those of the issues. Who is no active member of the workspace may do nothing.</summary>
    /// <param name="permission">What, such as <c>issue:read</c>.</param>
    /// <param name="issueIds">The issues; one that is gone is nobody's.</param>
    /// <param name="userIds">The people.</param>
    /// <param name="cancellationToken">Ends the look-up.</param>
    Task<IssueReaders> FindAsync(
        string permission, IReadOnlyCollection<Guid> issueIds, IReadOnlyCollection<Guid> userIds, CancellationToken cancellationToken);
}

/// <summary>Who may do something with which issues.</summary>
/// <param name="pairs">Each issue with each person who may.</param>
public sealed class IssueReaders(IReadOnlySet<(Guid IssueId, Guid UserId)> pairs)
{
    /// <summary>Whether a person may do it with an issue.</summary>
    public bool Allow(Guid userId, Guid issueId) => pairs.Contains((issueId, userId));
}
