namespace Backend.GraphQL;

/// <summary>Gives a type, field, argument or enum value another name than the convention would.</summary>
/// <param name="name">The name in the schema.</param>
[AttributeUsage(AttributeTargets.All)]
public sealed class GraphQLNameAttribute(string name) : Attribute
{
    /// <summary>The name in the schema.</summary>
    public string Name { get; } = name;
}

/// <summary>Keeps a public member out of the schema.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Method | AttributeTargets.Field)]
public sealed class GraphQLIgnoreAttribute : Attribute;

/// <summary>Marks a field or enum value as deprecated.</summary>
/// <param name="reason">What to use instead.</param>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Method | AttributeTargets.Field)]
public sealed class GraphQLDeprecatedAttribute(string reason) : Attribute
{
    /// <summary>What to use instead.</summary>
    public string Reason { get; } = reason;
}

/// <summary>Marks the resolver parameter that receives the object whose field is resolved.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class ParentAttribute : Attribute;

/// <summary>Marks the subscription resolver's parameter that receives the event.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class EventMessageAttribute : Attribute;

/// <summary>The resolver replaces a property of the CLR type (a foreign key, say), which is then not exposed itself.</summary>
/// <param name="member">The property's name.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BindMemberAttribute(string member) : Attribute
{
    /// <summary>The property's name.</summary>
    public string Member { get; } = member;
}

/// <summary>
/// The resolver takes <c>first, after, last, before</c>, handed to it as <see cref="PageArguments"/>, and returns a
/// <see cref="Connection{T}"/>.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class UseConnectionAttribute : Attribute;

/// <summary>The static method that loads a node by the <see cref="Guid"/> behind its global id, for <c>node</c> and <c>nodes</c>.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NodeResolverAttribute : Attribute;

/// <summary>Names the field of a mutation's payload; by default the name of the result's type.</summary>
/// <param name="fieldName">The field's name.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PayloadFieldAttribute(string fieldName) : Attribute
{
    /// <summary>The field's name.</summary>
    public string FieldName { get; } = fieldName;
}
