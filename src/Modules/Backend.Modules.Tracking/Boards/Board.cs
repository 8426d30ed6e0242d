using System.Globalization;
using Backend.Contracts.Tracking;
using Backend.GraphQL;
using Backend.Modules.Tracking.States;

namespace Backend.Modules.Tracking.Boards;

/// <summary>By what a board puts issues into columns.</summary>
internal enum BoardGroupBy
{
    /// <summary>A column per state of the team, in their order.</summary>
    State,

    /// <summary>A column per person who has issues, by name, after one for the issues that nobody has.</summary>
    Assignee,

    /// <summary>A column per priority, the urgent one first and the one without priority last.</summary>
    Priority,
}

/// <summary>A team's issues in columns. Archived and trashed ones are left out.</summary>
internal sealed class Board
{
    [GraphQLIgnore]
    public required Guid TeamId { get; init; }

    /// <summary>By what the issues are put into columns.</summary>
    public required BoardGroupBy GroupBy { get; init; }

    [GraphQLIgnore]
    public required IssueFilter? Filter { get; init; }

    /// <summary>The columns; empty ones too, except those of people.</summary>
    [ListSize(20)]
    public IReadOnlyList<BoardGroup> Groups { get; set; } = [];
}

/// <summary>A column of a board.</summary>
internal sealed class BoardGroup
{
    private BoardGroup()
    {
    }

    /// <summary>What tells the column from others: the id of its state or person, the number of its priority, or <c>none</c>.</summary>
    public required string Key { get; init; }

    /// <summary>How many issues are in it.</summary>
    public required int Count { get; init; }

    /// <summary>The state, on a board by state.</summary>
    public WorkflowState? State { get; private init; }

    /// <summary>The person.</summary>
    public Guid? AssigneeId { get; private init; }

    /// <summary>The priority, on a board by priority.</summary>
    public int? Priority { get; private init; }

    [GraphQLIgnore]
    public required Board Board { get; init; }

    public static BoardGroup OfState(Board board, WorkflowState state, int count) =>
        new() { Board = board, Key = GlobalId.Format(nameof(WorkflowState), state.Id), Count = count, State = state };

    public static BoardGroup OfAssignee(Board board, Guid? assigneeId, int count) =>
        new() { Board = board, Key = assigneeId is { } id ? GlobalId.Format("User", id) : "none", Count = count, AssigneeId = assigneeId };

    public static BoardGroup OfPriority(Board board, int priority, int count) =>
        new() { Board = board, Key = priority.ToString(CultureInfo.InvariantCulture), Count = count, Priority = priority };
}
