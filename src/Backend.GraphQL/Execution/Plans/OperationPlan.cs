using GraphQL.Types;
using GraphQLParser.AST;

namespace Backend.GraphQL.Execution;

/// <summary>
/// An operation compiled for one assignment of its <c>@skip</c> and <c>@include</c> variables: which fields there are, how
/// each gets its value, and the bytes that stand before it. It is made once and executed any number of times.
/// </summary>
internal sealed class OperationPlan
{
    private int sizeHint = 1024;

    public required OperationType Operation { get; init; }

    public required string? Name { get; init; }

    public required ISchema Schema { get; init; }

    public required GraphQLDocument Document { get; init; }

    public required PlanSelection Root { get; init; }

    /// <summary>The fields whose arguments depend on variables.</summary>
    public required IReadOnlyList<PlanField> VariableFields { get; init; }

    /// <summary>The fields that ask something of the caller.</summary>
    public required IReadOnlyList<PlanField> GuardedFields { get; init; }

    /// <summary>The selections whose type asks something of the caller, where only the objects tell whether it is met.</summary>
    public required IReadOnlyList<PlanSelection> GuardedSelections { get; init; }

    /// <summary>Whether what it gives may depend on who asks, and not only on what the caller may do.</summary>
    public required bool DependsOnViewer { get; init; }

    public required int FieldCount { get; init; }

    public required int ColumnCount { get; init; }

    public required int BatchCount { get; init; }

    /// <summary>About how large a response is: as the last one, with some room.</summary>
    public int SizeHint
    {
        get => sizeHint;
        set => sizeHint = value + value / 8;
    }
}

/// <summary>The fields selected of one object type at one place of an operation.</summary>
internal sealed class PlanSelection
{
    public required IObjectGraphType Type { get; init; }

    /// <summary>What the type asks of the caller, where an interface or a union leads here.</summary>
    public FieldAuthorization? Guard { get; init; }

    /// <summary>The fields that must be resolved before anything is written.</summary>
    public PlanField[] Resolving { get; set; } = [];

    /// <summary>The fields in the order of the response.</summary>
    public PlanField[] Written { get; set; } = [];

    /// <summary>
    /// Where an execution keeps the objects selected here; -1 where all fields down from here are plain properties, which are
    /// read while they are written.
    /// </summary>
    public int Batch { get; set; } = -1;

    // The last class that the type accepted: nearly always all objects are of one.
    private Type? accepted;

    /// <summary>Whether an object is of the type.</summary>
    public bool Accepts(object value)
    {
        if (value.GetType() == accepted || Type.SkipTypeCheck || Type.IsTypeOf is null)
            return true;
        if (!Type.IsTypeOf(value))
            return false;
        accepted = value.GetType();
        return true;
    }
}
