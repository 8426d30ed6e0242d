namespace Backend.Contracts.Workspaces;

/// <summary>The teams of the workspace in whose scope the call is made.</summary>
public interface ITeamDirectory
{
    /// <summary>
    /// The ids of the teams that the viewer may see, as a subquery: public ones for members, private ones for those who
    /// were added to them, for guests only the latter kind of either, and those on which the viewer has a grant.
    /// </summary>
    IQueryable<Guid> VisibleIds();

    /// <summary>The ids of the teams with all of whose things the viewer may do something, as a subquery.</summary>
    IQueryable<Guid> VisibleIds(string permission);

    /// <summary>The ids of the teams that somebody was added to, as a subquery.</summary>
    IQueryable<Guid> AddedIds(Guid userId);

    /// <summary>How somebody stands to the teams of the workspace.</summary>
    Task<TeamStanding> GetStandingAsync(Guid userId, CancellationToken cancellationToken);

    /// <summary>How several people stand to the teams of the workspace, with the same number of statements for any number of them.</summary>
    Task<IReadOnlyDictionary<Guid, TeamStanding>> GetStandingsAsync(IReadOnlyCollection<Guid> userIds, CancellationToken cancellationToken);

    /// <summary>A team that the viewer may see.</summary>
    /// <param name="id">The team.</param>
    /// <param name="path">The input field that names it, for the error.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="Backend.Platform.Errors.NotFoundException">There is none.</exception>
    Task<ITeam> GetVisibleAsync(Guid id, string[] path, CancellationToken cancellationToken);

    /// <summary>Those of some teams that the viewer may see, by id.</summary>
    Task<IReadOnlyDictionary<Guid, ITeam>> GetVisibleAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken);

    /// <summary>Finds a team by its key, for the system's own work: visibility is not asked.</summary>
    /// <returns>The team; null where there is none.</returns>
    Task<ITeam?> FindByKeyAsync(string key, CancellationToken cancellationToken);

    /// <summary>Every team of the workspace by its key, for the system's own work: visibility is not asked.</summary>
    Task<IReadOnlyList<ITeam>> ListAllAsync(CancellationToken cancellationToken);

    /// <summary>Whether a key could be a team's.</summary>
    /// <param name="key">The key.</param>
    /// <param name="field">The input field that holds it, for the error.</param>
    /// <exception cref="Backend.Platform.Errors.ValidationFailedException">It breaks the rules of keys.</exception>
    void DemandKey(string key, string field);

    /// <summary>Creates a public team with its default workflow, for the system's own work, and saves it.</summary>
    Task<ITeam> CreateAsync(string key, string name, CancellationToken cancellationToken);
}
