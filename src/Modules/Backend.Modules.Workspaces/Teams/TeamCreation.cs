using Backend.Contracts.Workspaces;
using Backend.Platform.Errors;
using Backend.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Backend.Modules.Workspaces.Teams;

/// <summary>Creates teams together with what other modules give a new team.</summary>
internal sealed class TeamCreation(BackendDbContext db, IEnumerable<ITeamCreatedHandler> handlers, TimeProvider clock)
{
    /// <summary>Adds a team to the context; does not save.</summary>
    /// <exception cref="ValidationFailedException">A value breaks a rule, or the key is taken.</exception>
    public async Task<Team> AddAsync(Guid workspaceId, TeamCreateInput input, CancellationToken cancellationToken)
    {
        await db.Teams.DemandFreeAsync(input.Id, cancellationToken);
        var team = Team.Create(workspaceId, input, clock.GetUtcNow());
        // The key may be that of a private team which the caller does not see; it is taken all the same.
        if (await db.Teams.AnyAsync(other => other.Key == team.Key, cancellationToken))
            throw new ValidationFailedException("key", $"The key '{team.Key}' is taken.");
        db.Add(team);
        foreach (var handler in handlers)
            await handler.OnTeamCreatedAsync(team, cancellationToken);
        return team;
    }
}
