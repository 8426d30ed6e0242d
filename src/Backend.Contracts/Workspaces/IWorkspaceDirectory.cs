namespace Backend.Contracts.Workspaces;

/// <summary>Workspaces and their members, for other modules and for the system's own work.</summary>
public interface IWorkspaceDirectory
{
    /// <summary>Points the scope's data session at a workspace, as the system: no viewer, changes ascribed to <paramref name="actorId"/>.</summary>
    /// <param name="slug">The workspace.</param>
    /// <param name="actorId">To whom changes are ascribed; null for the system.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The workspace's id.</returns>
    /// <exception cref="Backend.Platform.Errors.NotFoundException">There is none.</exception>
    Task<Guid> EnterAsync(string slug, Guid? actorId, CancellationToken cancellationToken);

    /// <summary>Points the scope's data session at a workspace, as the system.</summary>
    /// <returns>Whether it may be entered: it is there, and its deletion has not begun.</returns>
    Task<bool> TryEnterAsync(Guid id, CancellationToken cancellationToken);

    /// <summary>The ids of all workspaces that may be entered, for the system's own work.</summary>
    Task<IReadOnlyList<Guid>> ListIdsAsync(CancellationToken cancellationToken);

    /// <summary>The ids of the workspaces that may be entered and of which somebody is a member, a suspended one too.</summary>
    /// <param name="userId">Who.</param>
    /// <param name="most">How many at most, those joined first.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task<IReadOnlyList<Guid>> ListIdsOfAsync(Guid userId, int most, CancellationToken cancellationToken);

    /// <summary>The slug of a workspace that may be entered; null where there is none.</summary>
    Task<string?> FindSlugAsync(Guid id, CancellationToken cancellationToken);

    /// <summary>The active members of the session's workspace among the given users.</summary>
    Task<IReadOnlySet<Guid>> FilterMembersAsync(IReadOnlyCollection<Guid> userIds, CancellationToken cancellationToken);

    /// <summary>The role of an active member of the session's workspace; null where the user is none.</summary>
    Task<WorkspaceRole?> FindRoleAsync(Guid userId, CancellationToken cancellationToken);

    /// <summary>The roles of the active members of the session's workspace among the given users.</summary>
    Task<IReadOnlyDictionary<Guid, WorkspaceRole>> FindRolesAsync(IReadOnlyCollection<Guid> userIds, CancellationToken cancellationToken);

    /// <summary>What the session's workspace is called.</summary>
    Task<WorkspaceLabel> DescribeAsync(CancellationToken cancellationToken);

    /// <summary>The first owner of the session's workspace, to whom the system's work may be ascribed.</summary>
    Task<Guid> GetOwnerAsync(CancellationToken cancellationToken);
}

/// <summary>What a workspace is called.</summary>
/// <param name="Id">The workspace.</param>
/// <param name="Slug">As addresses name it.</param>
/// <param name="Name">As people name it.</param>
public sealed record WorkspaceLabel(Guid Id, string Slug, string Name);
