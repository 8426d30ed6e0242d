namespace Backend.Contracts.Access;

/// <summary>
/// What the viewer of the scope may do with what: the one place that combines the role in the workspace with the grants on
/// teams and issues. It answers from memory; lists are narrowed by the ids that it gives.
/// </summary>
public interface IAccessPolicy
{
    /// <summary>Whether the viewer may do something with what belongs to a team.</summary>
    /// <param name="permission">What.</param>
    /// <param name="teamId">The team.</param>
    /// <param name="issueId">The issue, where it is about one, or about what belongs to one.</param>
    bool Can(string permission, Guid teamId, Guid? issueId = null);

    /// <summary>Makes sure of it.</summary>
    /// <inheritdoc cref="Can" path="/param"/>
    /// <exception cref="Backend.Platform.Errors.ForbiddenException">The viewer may not.</exception>
    void Demand(string permission, Guid teamId, Guid? issueId = null);

    /// <summary>The teams on which a grant gives a permission; what the role allows is not among them.</summary>
    IReadOnlyList<Guid> GrantedTeams(string permission);

    /// <summary>The issues on which a grant gives a permission; what the role allows is not among them.</summary>
    IReadOnlyList<Guid> GrantedIssues(string permission);

    /// <summary>Whether the role reaches no team at all, so that there are only grants: that of a guest whom nobody has added to a team.</summary>
    bool HasOnlyGrants { get; }
}
