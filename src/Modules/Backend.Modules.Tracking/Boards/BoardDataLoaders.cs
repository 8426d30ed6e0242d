using Backend.GraphQL;
using Backend.Modules.Tracking.Issues;

namespace Backend.Modules.Tracking.Boards;

internal static class BoardDataLoaders
{
    [DataLoader]
    public static async Task<Dictionary<BoardGroup, Connection<Issue>>> GetIssuesByBoardGroupAsync(
        IReadOnlyList<BoardGroup> groups, PageArguments page, BoardColumns columns, CancellationToken cancellationToken)
    {
        var pages = new Dictionary<BoardGroup, Connection<Issue>>();
        foreach (var board in groups.GroupBy(group => group.Board))
        {
            foreach (var (group, connection) in await columns.LoadAsync(board.Key, [.. board], page, cancellationToken))
                pages.Add(group, connection);
        }

        return pages;
    }
}
