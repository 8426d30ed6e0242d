using System.Collections.Concurrent;
using System.Linq.Expressions;
using System.Runtime.CompilerServices;
using Backend.GraphQL.Execution;
using GraphQLParser.AST;

namespace Backend.GraphQL;

/// <summary>
/// The members that a plan reads of each class, over all its fields together: a loader's objects may be shown at several
/// places of the operation. Found once per plan.
/// </summary>
internal sealed class SelectedMembers
{
    private static readonly ConditionalWeakTable<OperationPlan, SelectedMembers> Known = [];

    // Null stands for all members.
    private readonly Dictionary<Type, HashSet<string>?> byType = [];

    /// <summary>The projections made for the plan, by class.</summary>
    public ConcurrentDictionary<Type, LambdaExpression?> Projections { get; } = new();

    /// <summary>The members of a plan; null where all may be needed, as in everything that writes or follows changes.</summary>
    public static SelectedMembers? Of(OperationPlan plan) =>
        plan.Operation == OperationType.Query ? Known.GetValue(plan, static plan => Read(plan)) : null;

    public IReadOnlySet<string>? Of(Type type) => byType.TryGetValue(type, out var members) ? members : null;

    private static SelectedMembers Read(OperationPlan plan)
    {
        var selected = new SelectedMembers();
        selected.Add(plan.Root);
        return selected;
    }

    private void Add(PlanSelection selection)
    {
        var type = selection.Type.GetMetadata<Type?>(ClrTypeMetadata.Key);
        if (type is not null)
            byType.TryAdd(type, new HashSet<string>(StringComparer.Ordinal));
        foreach (var field in selection.Written.Concat(selection.Resolving))
        {
            if (type is not null)
                Add(type, field);
            foreach (var inner in field.Shape.Selections)
                Add(inner);
        }
    }

    private void Add(Type type, PlanField field)
    {
        switch (field.Definition.Resolver)
        {
            case PropertyResolver property:
                byType[type]?.Add(property.Member);
                break;
            case MethodResolver { Method.Requires: { } required }:
                byType[type]?.UnionWith(required);
                break;
            default:
                // A name says nothing of an object; whatever else a field does may read any member.
                if (field.Constant is null)
                    byType[type] = null;
                break;
        }
    }
}

/// <summary>Where an object type keeps the class that it shows.</summary>
internal static class ClrTypeMetadata
{
    public const string Key = "clr-type";
}
