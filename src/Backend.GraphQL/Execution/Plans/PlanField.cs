using System.Text;
using GraphQL.Execution;
using GraphQL.Resolvers;
using GraphQL.Types;
using GraphQLParser.AST;

namespace Backend.GraphQL.Execution;

/// <summary>A field of a plan: its value's source, its shape, and what is written before it.</summary>
internal sealed class PlanField
{
    /// <summary>Its number in the plan.</summary>
    public required int Number { get; init; }

    /// <summary>The alias, or the name.</summary>
    public required string ResponseName { get; init; }

    public required FieldType Definition { get; init; }

    public required IObjectGraphType ParentType { get; init; }

    /// <summary>The field's name in the schema, behind that of its type.</summary>
    public string QualifiedName => $"{ParentType.Name}.{Definition.Name}";

    /// <summary>The field in the document, the first of those that are merged.</summary>
    public required GraphQLField Ast { get; init; }

    public required OutputShape Shape { get; init; }

    /// <summary>What the field and its type ask of the caller.</summary>
    public required IReadOnlyList<FieldAuthorization> Authorizations { get; init; }

    /// <summary>The response names that lead to it, without list indices.</summary>
    public required IReadOnlyList<object> NamedPath { get; init; }

    /// <summary>The arguments, where they do not depend on variables.</summary>
    public IDictionary<string, ArgumentValue>? Arguments { get; init; }

    /// <summary>Whether the arguments must be read anew for each request.</summary>
    public bool HasVariables { get; init; }

    /// <summary>Reads the property behind the field.</summary>
    public PropertyAccess? Access { get; init; }

    /// <summary>Writes the property behind a leaf field.</summary>
    public PropertyWriter? Writer { get; init; }

    /// <summary>Calls the method behind the field.</summary>
    public BoundResolver? Bound { get; init; }

    /// <summary>A resolver of GraphQL.NET's own, as introspection has them.</summary>
    public IFieldResolver? Foreign { get; init; }

    /// <summary>The value, where it is known beforehand: of <c>__typename</c>.</summary>
    public byte[]? Constant { get; init; }

    /// <summary>Where an execution keeps the field's values; -1 where they are read while they are written.</summary>
    public int Column { get; set; } = -1;

    /// <summary><c>{"name":</c> or <c>,"name":</c>.</summary>
    public byte[] Prefix { get; private set; } = [];

    public void SetPlace(bool first) => Prefix = Encoding.UTF8.GetBytes($"{(first ? '{' : ',')}\"{ResponseName}\":");
}
