using System.Reflection;
using Backend.GraphQL.Execution;
using GraphQL.Types;

namespace Backend.GraphQL.Composition;

/// <summary>Makes the payload and error types of mutations.</summary>
internal static class PayloadTypes
{
    public static ObjectGraphType Create(string fieldName, MethodInfo method, IReadOnlyList<Type> errors, TypeFactory types)
    {
        var name = Naming.Pascal(fieldName);
        var result = ClrTypeRef.OfReturn(method);
        var payload = types.Add(new ObjectGraphType
        {
            Name = $"{name}Payload",
            Description = $"What `{fieldName}` gives back.",
            IsTypeOf = value => value is MutationPayload,
        });
        if (result.Type.IsDefined(typeof(PayloadAttribute)))
            AddMembers(payload, result.Type, types);
        else
            AddResult(payload, method, result, types);
        payload.AddField(Field(
            "syncId", "The place of the change in the workspace's change feed; null where nothing changed.",
            types.Scalars.SyncId, value => value.SyncId));
        if (errors.Count > 0)
        {
            payload.AddField(Field(
                "errors", result.Type.IsAssignableTo(typeof(IPartialResult))
                    ? "What stands in the way, or stood in the way of some; empty where all was done."
                    : "What stands in the way; empty on success. Nothing was changed where there are errors.",
                new NonNullGraphType(new ListGraphType(new NonNullGraphType(Errors(name, errors, types)))), value => value.Errors));
        }

        return payload;
    }

    private static void AddResult(ObjectGraphType payload, MethodInfo method, ClrTypeRef result, TypeFactory types) => payload.AddField(Field(
        method.GetCustomAttribute<PayloadFieldAttribute>()?.FieldName ?? Naming.Camel(types.Named(result.Named).Name),
        "The result; null where there are errors.", types.Output(result with { IsNullable = true }), value => value.Result));

    // They are null where there is no result.
    private static void AddMembers(ObjectGraphType payload, Type result, TypeFactory types)
    {
        foreach (var property in ObjectFields.Properties(result))
        {
            var field = ObjectFields.Declare(property, types);
            field.ResolvedType = field.ResolvedType is NonNullGraphType { ResolvedType: { } inner } ? inner : field.ResolvedType;
            field.Resolver = new PropertyResolver(() => new ResultAccess(PropertyAccess.For(property)), property.Name);
            Limits.FieldCosts.Apply(field, property);
            payload.AddField(field);
        }
    }

    private static UnionGraphType Errors(string name, IReadOnlyList<Type> errors, TypeFactory types)
    {
        var union = types.Add(new UnionGraphType { Name = $"{name}Error", Description = $"What may stand in the way of `{Naming.Camel(name)}`." });
        var members = errors.OrderBy(error => error.Name, StringComparer.Ordinal)
            .ToDictionary(error => error, error => (IObjectGraphType)types.Named(error));
        foreach (var member in members.Values)
            union.AddPossibleType(member);
        union.ResolveType = value => members.GetValueOrDefault(value.GetType());
        return union;
    }

    private static FieldType Field<T>(string name, string description, IGraphType type, Func<MutationPayload, T> read) => new()
    {
        Name = name,
        Description = description,
        ResolvedType = type,
        Resolver = new PropertyResolver(() => new FunctionAccess<MutationPayload, T>(read), Naming.Pascal(name)),
    };
}
