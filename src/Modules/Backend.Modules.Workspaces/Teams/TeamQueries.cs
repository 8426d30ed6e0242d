using Backend.Contracts.Workspaces;
using Backend.GraphQL;
using Backend.Platform.Errors;
using Microsoft.EntityFrameworkCore;

namespace Backend.Modules.Workspaces.Teams;

[QueryType]
[Authorize(TeamPermissions.Read)]
internal static class TeamQueries
{
    /// <summary>The teams that the viewer may see, by name.</summary>
    /// <param name="filter">Which of them.</param>
    [UseConnection]
    public static Task<Connection<Team>> GetTeamsAsync(
        TeamFilter? filter, PageArguments page, VisibleTeams teams, TeamFilterTranslator filters, CancellationToken cancellationToken) =>
        teams.ToConnectionAsync(filter, filters, page, cancellationToken);

    /// <summary>A team by its id or its key. Null, with an error <c>NOT_FOUND</c>, where there is none that the viewer may see.</summary>
    /// <param name="id">The id, or the key, such as <c>ENG</c>.</param>
    public static async Task<Team?> GetTeamAsync([ID] string id, VisibleTeams teams, CancellationToken cancellationToken)
    {
        var team = GlobalId.TryParse(id, nameof(Team), out var guid)
            ? await teams.Query().SingleOrDefaultAsync(team => team.Id == guid, cancellationToken)
            : await teams.Query().SingleOrDefaultAsync(team => team.Key == id, cancellationToken);
        return team ?? throw new NotFoundException(nameof(Team), "id");
    }
}
