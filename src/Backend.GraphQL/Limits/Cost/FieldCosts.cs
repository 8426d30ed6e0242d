using System.Reflection;
using GraphQL.Types;

namespace Backend.GraphQL.Limits;

/// <summary>Says on the fields of a schema what they cost.</summary>
internal static class FieldCosts
{
    private const string Key = "Backend.GraphQL.Cost";
    private static readonly ListSize Page = new(PageArguments.DefaultSize, ["first", "last"], ["edges", "nodes"]);

    /// <summary>Of a resolver method: by its attributes, else by whether it uses services.</summary>
    public static void Apply(FieldType field, MethodInfo method, Func<Type, bool> isService)
    {
        var callsService = method.GetParameters().Any(parameter => isService(parameter.ParameterType) || parameter.ParameterType == typeof(IServiceProvider));
        var weight = Weight(field, method) ?? (callsService ? FieldCost.Resolver : null);
        var list = method.IsDefined(typeof(UseConnectionAttribute)) ? Page : List(method);
        Apply(field, weight, list);
    }

    /// <summary>Of a property: by its attributes.</summary>
    public static void Apply(FieldType field, PropertyInfo property) => Apply(field, Weight(field, property), List(property));

    /// <summary>Of a field made by the engine.</summary>
    public static void Apply(FieldType field, long? weight, ListSize? list)
    {
        if (weight is not null || list is not null)
            field.Metadata[Key] = new Declared(weight, list);
        if (list is not null)
            ListSizeDirective.Apply(field, list);
    }

    /// <summary>What a field costs, as declared or by default.</summary>
    public static FieldCost Of(FieldType field, bool isComposite)
    {
        var declared = field.Metadata.TryGetValue(Key, out var found) ? (Declared?)found : null;
        return new FieldCost(declared?.Weight ?? (isComposite ? FieldCost.Composite : 0), declared?.List);
    }

    private static long? Weight(FieldType field, MemberInfo member)
    {
        if (member.GetCustomAttribute<CostAttribute>() is not { } cost)
            return null;
        if (cost.Weight is < 0 or > 1_000_000 or double.NaN)
            throw new Composition.SchemaException($"{member.DeclaringType}.{member.Name} has a cost of {cost.Weight}: it must be 0 to 1,000,000.");
        CostDirective.Apply(field, cost.Weight);
        return (long)Math.Ceiling(cost.Weight * FieldCost.Unit);
    }

    private static ListSize? List(MemberInfo member) => member.GetCustomAttribute<ListSizeAttribute>() is not { } size ? null
        : size.AssumedSize is > 0 and <= 10_000 ? new ListSize(size.AssumedSize, size.SlicingArguments, [])
        : throw new Composition.SchemaException($"{member.DeclaringType}.{member.Name} has a list size of {size.AssumedSize}: it must be 1 to 10,000.");

    private sealed record Declared(long? Weight, ListSize? List);
}
