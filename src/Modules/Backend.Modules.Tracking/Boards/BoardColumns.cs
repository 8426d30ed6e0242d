using System.Linq.Expressions;
using Backend.Contracts.Identity;
using Backend.GraphQL;
using Backend.Modules.Tracking.Issues;
using Backend.Modules.Tracking.States;
using Backend.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Backend.Modules.Tracking.Boards;

/// <summary>Counts and fills a board's columns, with a number of statements that depends on nothing.</summary>
internal sealed class BoardColumns(BackendDbContext db, IssueFilterTranslator filters, IUserNames users)
{
    // By assignee there may be many: a statement has its limits.
    private const int MaxColumns = 40;

    // What stands for nobody where a key cannot be null.
    private static readonly Guid Nobody = Guid.Empty;
    private static readonly Expression<Func<Issue, Guid>> ByState = issue => issue.StateId;
    private static readonly Expression<Func<Issue, Guid>> ByAssignee = issue => issue.AssigneeId ?? Guid.Empty;
    private static readonly Expression<Func<Issue, int>> ByPriority = issue => issue.Priority;

    public Task<IReadOnlyList<BoardGroup>> CountAsync(Board board, CancellationToken cancellationToken) => board.GroupBy switch
    {
        BoardGroupBy.State => CountStatesAsync(board, cancellationToken),
        BoardGroupBy.Assignee => CountAssigneesAsync(board, cancellationToken),
        _ => CountPrioritiesAsync(board, cancellationToken),
    };

    public Task<Dictionary<BoardGroup, Connection<Issue>>> LoadAsync(
        Board board, IReadOnlyList<BoardGroup> groups, PageArguments page, CancellationToken cancellationToken) => board.GroupBy switch
        {
            BoardGroupBy.State => LoadAsync(board, groups, ByState, issue => issue.StateId, group => group.State!.Id, page, cancellationToken),
            BoardGroupBy.Assignee => LoadAsync(board, groups, ByAssignee, issue => issue.AssigneeId ?? Nobody, group => group.AssigneeId ?? Nobody, page, cancellationToken),
            _ => LoadAsync(board, groups, ByPriority, issue => issue.Priority, group => group.Priority!.Value, page, cancellationToken),
        };

    private async Task<IReadOnlyList<BoardGroup>> CountStatesAsync(Board board, CancellationToken cancellationToken)
    {
        var counts = await CountAsync(board, ByState, cancellationToken);
        var workflow = await TeamWorkflow.LoadAsync(db, board.TeamId, cancellationToken);
        return [.. workflow.States.Select(state => BoardGroup.OfState(board, state, counts.GetValueOrDefault(state.Id)))];
    }

    private async Task<IReadOnlyList<BoardGroup>> CountAssigneesAsync(Board board, CancellationToken cancellationToken)
    {
        var counts = await CountAsync(board, ByAssignee, cancellationToken);
        var names = await users.GetAsync([.. counts.Keys.Where(id => id != Nobody)], cancellationToken);
        return [
            BoardGroup.OfAssignee(board, null, counts.GetValueOrDefault(Nobody)),
            .. counts.Where(pair => pair.Key != Nobody)
                .OrderBy(pair => names.GetValueOrDefault(pair.Key), StringComparer.OrdinalIgnoreCase).ThenBy(pair => pair.Key)
                .Select(pair => BoardGroup.OfAssignee(board, pair.Key, pair.Value)),
        ];
    }

    private async Task<IReadOnlyList<BoardGroup>> CountPrioritiesAsync(Board board, CancellationToken cancellationToken)
    {
        var counts = await CountAsync(board, ByPriority, cancellationToken);
        return [.. Enumerable.Range(0, IssueRules.MaxPriority + 1).Reverse()
            .Select(priority => BoardGroup.OfPriority(board, priority, counts.GetValueOrDefault(priority)))];
    }

    private Task<Dictionary<TKey, int>> CountAsync<TKey>(Board board, Expression<Func<Issue, TKey>> key, CancellationToken cancellationToken)
        where TKey : notnull =>
        Issues(board).GroupBy(key).Select(group => new { group.Key, Count = group.Count() })
            .ToDictionaryAsync(group => group.Key, group => group.Count, cancellationToken);

    private async Task<Dictionary<BoardGroup, Connection<Issue>>> LoadAsync<TKey>(
        Board board, IReadOnlyList<BoardGroup> groups, Expression<Func<Issue, TKey>> key, Func<Issue, TKey> keyOfIssue, Func<BoardGroup, TKey> keyOf,
        PageArguments page, CancellationToken cancellationToken)
        where TKey : notnull
    {
        var (issues, sort) = (Issues(board), new SortKeys<Issue>().Add(issue => issue.Rank));
        var pages = groups.Count <= MaxColumns && page is { After: null, Before: null, IsBackward: false, IncludeTotalCount: false }
            ? await groups.Select(group => issues.Where(Is(key, keyOf(group)))).ToArray().ToFirstPagesAsync(keyOfIssue, page, sort, cancellationToken)
            : await issues.ToConnectionsByKeyAsync(key, issue => issue, page, sort, cancellationToken);
        return groups.Where(group => pages.ContainsKey(keyOf(group))).ToDictionary(group => group, group => pages[keyOf(group)]);
    }

    private static Expression<Func<Issue, bool>> Is<TKey>(Expression<Func<Issue, TKey>> key, TKey value) => Expression.Lambda<Func<Issue, bool>>(
        Expression.Equal(key.Body, Expression.Property(Expression.Constant(Tuple.Create(value)), nameof(Tuple<>.Item1))), key.Parameters);

    // Whoever has the board is known to see the team.
    private IQueryable<Issue> Issues(Board board) => db.Issues.Where(issue => issue.TeamId == board.TeamId).Listed(board.Filter, filters);
}
