using GraphQL.Types;
using GraphQLParser;
using GraphQLParser.AST;

namespace Backend.GraphQL.Limits;

/// <summary>What a field costs, and what lies below it.</summary>
/// <param name="Type">Its named type.</param>
/// <param name="Weight">What the field itself costs.</param>
/// <param name="Entry">What each entry costs where it is a list of objects.</param>
/// <param name="Shape">What its list size applies to.</param>
/// <param name="List">Its list size; null where it is no list, or the field above says it.</param>
internal sealed record PricedField(IGraphType Type, long Weight, long Entry, ListShape Shape, ListSize? List);

/// <summary>Looks up the costs of a schema's fields.</summary>
internal sealed class SchemaCosts(ISchema schema)
{
    private static readonly ListSize Unknown = new(FieldCost.AssumedSize, [], []);
    private static readonly ListSize Few = new(3, [], []);

    public IGraphType? Type(GraphQLTypeCondition? condition) =>
        condition is null ? null : schema.AllTypes[condition.Type.Name.Value];

    public PricedField? Find(IGraphType? parent, ROM name)
    {
        if (MetaField(name) is { } meta)
            return meta;
        if (parent is not IComplexGraphType type || type.GetField(name) is not { ResolvedType: { } resolved } field)
            return null;
        var (named, isList) = Unwrap(resolved);
        var isComposite = named is IComplexGraphType or UnionGraphType;
        if (parent.Name.StartsWith("__", StringComparison.Ordinal))
            return Introspection(field.Name, named, isList, isComposite);
        var cost = FieldCosts.Of(field, isComposite);
        if (parent is IInterfaceGraphType contract)
            cost = cost with { Weight = Math.Max(cost.Weight, Dearest(contract, name, isComposite)) };
        var entry = isComposite ? FieldCost.Composite : 0;
        return cost.List switch
        {
            { SizedFields.Count: > 0 } list => new PricedField(named, cost.Weight, entry, ListShape.SizesChildren, list),
            _ when !isList => new PricedField(named, cost.Weight, entry, ListShape.Single, null),
            { } list => new PricedField(named, cost.Weight, entry, ListShape.List, list),
            null when IsPage(parent, field.Name) => new PricedField(named, cost.Weight, entry, ListShape.SizedByParent, null),
            null => new PricedField(named, cost.Weight, entry, ListShape.List, Unknown),
        };
    }

    private PricedField? MetaField(ROM name) =>
        name == "__schema" ? Introspection("", schema.AllTypes["__Schema"]!, isList: false, isComposite: true)
        : name == "__type" ? Introspection("", schema.AllTypes["__Type"]!, isList: false, isComposite: true)
        : null;

    // The types are as many as they are; a list below a type is short, but there are as many of those as of types.
    private PricedField Introspection(string field, IGraphType named, bool isList, bool isComposite)
    {
        var price = isComposite ? FieldCost.Introspection : 0;
        if (!isList)
            return new PricedField(named, price, price, ListShape.Single, null);
        var size = field switch
        {
            "types" => new ListSize(schema.AllTypes.Count, [], []),
            "fields" or "inputFields" or "enumValues" => Unknown,
            _ => Few,
        };
        return new PricedField(named, price, price, ListShape.List, size);
    }

    // Whichever object it is, the field costs no more.
    private static long Dearest(IInterfaceGraphType contract, ROM name, bool isComposite) =>
        contract.PossibleTypes.Select(type => type.GetField(name) is { } field ? FieldCosts.Of(field, isComposite).Weight : 0).DefaultIfEmpty().Max();

    private static bool IsPage(IGraphType parent, string field) =>
        field is "edges" or "nodes" && parent.Name.EndsWith("Connection", StringComparison.Ordinal);

    private static (IGraphType Named, bool IsList) Unwrap(IGraphType type)
    {
        var isList = false;
        while (type is IProvideResolvedType { ResolvedType: { } inner })
        {
            isList |= type is ListGraphType;
            type = inner;
        }

        return (type, isList);
    }
}
