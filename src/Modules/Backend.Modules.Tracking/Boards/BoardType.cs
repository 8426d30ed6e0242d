using Backend.Contracts.Identity;
using Backend.Contracts.Workspaces;
using Backend.GraphQL;
using Backend.Modules.Tracking.Issues;

namespace Backend.Modules.Tracking.Boards;

[ObjectType<Board>]
internal static class BoardType
{
    /// <summary>The team.</summary>
    public static DataLoaderResult<ITeam> GetTeam([Parent] Board board, ITeamByIdDataLoader teams) => teams.LoadRequired(board.TeamId);
}

[ObjectType<BoardGroup>]
internal static class BoardGroupType
{
    /// <summary>The person, on a board by assignee; null in the column of the issues that nobody has.</summary>
    [BindMember(nameof(BoardGroup.AssigneeId))]
    public static DataLoaderResult<IUser?> GetAssignee([Parent] BoardGroup group, IUserByIdDataLoader users) => users.Load(group.AssigneeId);

    /// <summary>The issues of the column, in the team's manual order.</summary>
    [UseConnection]
    public static DataLoaderResult<Connection<Issue>> GetIssues([Parent] BoardGroup group, PageArguments page, IssuesByBoardGroupDataLoader issues) =>
        issues.Load(group, page);
}
