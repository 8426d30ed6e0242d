using System.Collections.Concurrent;
using GraphQL.Types;

namespace Backend.GraphQL.Execution;

/// <summary>What kind of value stands at a place of the response.</summary>
internal abstract class OutputShape
{
    public required bool IsNonNull { get; init; }

    /// <summary>Whether objects found here have fields to resolve.</summary>
    public abstract bool HasBatch { get; }

    /// <summary>The selections of the objects found here.</summary>
    public abstract IEnumerable<PlanSelection> Selections { get; }
}

/// <summary>A scalar or an enum.</summary>
internal sealed class LeafShape(ScalarGraphType leaf) : OutputShape
{
    public override bool HasBatch => false;

    public override IEnumerable<PlanSelection> Selections => [];

    public object? Serialize(object value) => leaf.Serialize(value);
}

/// <summary>A list.</summary>
internal sealed class ListShape(OutputShape item) : OutputShape
{
    public OutputShape Item => item;

    public override bool HasBatch => item.HasBatch;

    public override IEnumerable<PlanSelection> Selections => item.Selections;
}

/// <summary>Where objects stand.</summary>
internal abstract class CompositeShape : OutputShape
{
    /// <summary>The selection for an object.</summary>
    /// <exception cref="InvalidOperationException">It is of no type that may stand here.</exception>
    public abstract PlanSelection Select(object value);
}

/// <summary>An object of one type.</summary>
internal sealed class ObjectShape(PlanSelection selection) : CompositeShape
{
    public override bool HasBatch => selection.Batch >= 0;

    public override IEnumerable<PlanSelection> Selections => [selection];

    public override PlanSelection Select(object value) => selection.Accepts(value)
        ? selection
        : throw new InvalidOperationException($"A {value.GetType()} is not an object of type {selection.Type.Name}.");
}

/// <summary>An object of one of an interface's or a union's types.</summary>
internal sealed class AbstractShape(IAbstractGraphType type, IReadOnlyDictionary<IObjectGraphType, PlanSelection> selections, ISchema schema)
    : CompositeShape
{
    private readonly ConcurrentDictionary<Type, PlanSelection> known = new();

    public override bool HasBatch { get; } = selections.Values.Any(selection => selection.Batch >= 0);

    public override IEnumerable<PlanSelection> Selections => selections.Values;

    public override PlanSelection Select(object value) =>
        known.TryGetValue(value.GetType(), out var selection) ? selection : Find(value);

    private PlanSelection Find(object value)
    {
        var found = type.GetObjectType(value, schema);
        if (found is null || !selections.TryGetValue(found, out var selection) || !selection.Accepts(value))
            throw new InvalidOperationException($"A {value.GetType()} is not an object of a type of {type.Name}.");
        return known.GetOrAdd(value.GetType(), selection);
    }
}
