namespace Backend.Contracts.Tracking;

/// <summary>The issues of the workspace in whose scope the call is made.</summary>
public interface IIssueDirectory
{
    /// <summary>The ids of the issues that the viewer may see, as a subquery.</summary>
    IQueryable<Guid> VisibleIds();

    /// <summary>The ids of the issues with which the viewer may do something, as a subquery.</summary>
    IQueryable<Guid> VisibleIds(string permission);

    /// <summary>An issue that the viewer may see.</summary>
    /// <param name="id">The issue.</param>
    /// <param name="path">The input field that names it, for the error.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="Backend.Platform.Errors.NotFoundException">There is none.</exception>
    Task<IIssue> GetVisibleAsync(Guid id, string[] path, CancellationToken cancellationToken);

    /// <summary>Some issues by id, for the system's own work: visibility is not asked. One that is gone is left out.</summary>
    Task<IReadOnlyDictionary<Guid, IIssue>> FindAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken);

    /// <summary>Every issue of the workspace by creation, for the system's own work: visibility is not asked.</summary>
    Task<IReadOnlyList<IIssue>> ListAllAsync(CancellationToken cancellationToken);
}
