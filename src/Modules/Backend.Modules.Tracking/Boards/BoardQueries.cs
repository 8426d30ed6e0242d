using Backend.Contracts.Access;
using Backend.Contracts.Tracking;
using Backend.Contracts.Workspaces;
using Backend.GraphQL;
using Backend.Modules.Tracking.Issues;

namespace Backend.Modules.Tracking.Boards;

[QueryType]
internal static class BoardQueries
{
    /// <summary>A team's issues in columns. Null, with an error <c>NOT_FOUND</c>, where there is no such team that the viewer may see.</summary>
    /// <param name="teamId">The team.</param>
    /// <param name="groupBy">By what the issues are put into columns.</param>
    /// <param name="filter">Which of the team's issues.</param>
    [Authorize(IssuePermissions.Read)]
    public static async Task<Board?> GetBoardAsync(
        [ID<ITeam>] Guid teamId, BoardGroupBy groupBy, IssueFilter? filter, ITeamDirectory teams, IAccessPolicy access, BoardColumns columns, CancellationToken cancellationToken)
    {
        var team = await teams.GetVisibleAsync(teamId, ["teamId"], cancellationToken);
        access.Demand(IssuePermissions.Read, team.Id);
        var board = new Board { TeamId = team.Id, GroupBy = groupBy, Filter = filter };
        board.Groups = await columns.CountAsync(board, cancellationToken);
        return board;
    }
}
