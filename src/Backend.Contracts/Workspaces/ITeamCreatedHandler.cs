namespace Backend.Contracts.Workspaces;

/// <summary>
/// Called within the write that creates a team, before it is saved, so that what a team needs from other modules (its
/// workflow states) comes with it or not at all.
/// </summary>
public interface ITeamCreatedHandler
{
    /// <summary>Adds to the context what belongs to the new team; does not save.</summary>
    Task OnTeamCreatedAsync(ITeam team, CancellationToken cancellationToken);
}
