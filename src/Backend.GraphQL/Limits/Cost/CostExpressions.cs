using System.Collections;

namespace Backend.GraphQL.Limits;

/// <summary>What an evaluation reads.</summary>
/// <param name="Variables">The variables; numbers and lists, coerced or as they were sent.</param>
/// <param name="Fragments">The costs of the fragments evaluated so far.</param>
internal readonly record struct CostInputs(IReadOnlyDictionary<string, object?> Variables, LinearCost[] Fragments);

/// <summary>A part of an operation's cost. Parts that need no variable are constants from the start.</summary>
internal abstract class CostExpression
{
    public static CostExpression None { get; } = new ConstantCost(default);

    public LinearCost? Constant => (this as ConstantCost)?.Value;

    public abstract LinearCost Evaluate(CostInputs inputs);

    public static CostExpression Sum(IEnumerable<CostExpression> parts)
    {
        var constant = default(LinearCost);
        var others = new List<CostExpression>();
        foreach (var part in parts)
        {
            if (part.Constant is { } value)
                constant += value;
            else
                others.Add(part);
        }

        return others.Count == 0 ? new ConstantCost(constant) : new SumCost(constant, [.. others]);
    }
}

internal sealed class ConstantCost(LinearCost value) : CostExpression
{
    public LinearCost Value { get; } = value;

    public override LinearCost Evaluate(CostInputs inputs) => Value;
}

internal sealed class SumCost(LinearCost constant, CostExpression[] parts) : CostExpression
{
    public override LinearCost Evaluate(CostInputs inputs)
    {
        var sum = constant;
        foreach (var part in parts)
            sum += part.Evaluate(inputs);
        return sum;
    }
}

/// <summary>A fragment, evaluated once for all its spreads.</summary>
internal sealed class FragmentCost(int index) : CostExpression
{
    public override LinearCost Evaluate(CostInputs inputs) => inputs.Fragments[index];
}

/// <summary>A selection that <c>@skip</c> or <c>@include</c> may leave out; where the variable was not sent, it is counted.</summary>
internal sealed class ConditionalCost(string variable, bool skippedWhen, CostExpression selection) : CostExpression
{
    public override LinearCost Evaluate(CostInputs inputs) =>
        inputs.Variables.TryGetValue(variable, out var value) && value is bool given && given == skippedWhen ? default : selection.Evaluate(inputs);
}

/// <summary>A field, and what is selected below it.</summary>
/// <param name="weight">What the field itself costs.</param>
/// <param name="entry">What each entry costs, where it is a list of objects.</param>
/// <param name="children">What is selected below.</param>
/// <param name="shape">What its list size applies to.</param>
/// <param name="size">The list size; null where it is no list, or the field above says it.</param>
internal sealed class SelectedFieldCost(long weight, long entry, CostExpression children, ListShape shape, SizeSource? size) : CostExpression
{
    public override LinearCost Evaluate(CostInputs inputs) => Combine(children.Evaluate(inputs), size?.Evaluate(inputs.Variables) ?? 0);

    public CostExpression Fold() =>
        children.Constant is { } known && (size is null || size.Constant is not null) ? new ConstantCost(Combine(known, size?.Constant ?? 0)) : this;

    private LinearCost Combine(LinearCost below, int length) => shape switch
    {
        ListShape.SizesChildren => new(LinearCost.Add(weight, below.At(length)), 0),
        ListShape.SizedByParent => new(weight, LinearCost.Add(entry, below.At(FieldCost.AssumedSize))),
        ListShape.List => new(LinearCost.Add(weight, LinearCost.Multiply(LinearCost.Add(entry, below.At(FieldCost.AssumedSize)), length)), 0),
        _ => new(LinearCost.Add(weight, below.At(FieldCost.AssumedSize)), 0),
    };
}

internal enum ListShape
{
    /// <summary>No list.</summary>
    Single,

    /// <summary>A list whose length is known here.</summary>
    List,

    /// <summary>A connection: the length is that of lists below it.</summary>
    SizesChildren,

    /// <summary>A list of a connection.</summary>
    SizedByParent,
}

/// <summary>Where a list's length comes from: the largest of what its arguments say, else what is assumed.</summary>
/// <param name="assumed">Where no argument is given.</param>
/// <param name="literal">What literals say; 0 where none is given.</param>
/// <param name="variables">The variables that say it, with their defaults.</param>
internal sealed class SizeSource(int assumed, int literal, IReadOnlyList<(string Name, int Default)> variables)
{
    public int? Constant => variables.Count == 0 ? Or(literal) : null;

    public int Evaluate(IReadOnlyDictionary<string, object?> given)
    {
        var size = literal;
        foreach (var (name, fallback) in variables)
            size = Math.Max(size, given.TryGetValue(name, out var value) ? Of(value) : fallback);
        return Or(size);
    }

    /// <summary>
    /// The length that a value says, between 1 and the largest page, so that no number can lower the cost; 0 for null.
    /// Values of another type are refused later; until then they count as the most.
    /// </summary>
    public static int Of(object? value) => value switch
    {
        null => 0,
        int number => Clamp(number),
        long number => Clamp(number),
        ICollection list => Clamp(list.Count),
        _ => PageArguments.MaxSize,
    };

    public static int Clamp(long size) => (int)Math.Clamp(size, 1, PageArguments.MaxSize);

    private int Or(int size) => size == 0 ? assumed : size;
}
