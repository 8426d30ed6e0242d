namespace Backend.GraphQL;

/// <summary>
/// Marks a static class that adds fields to the object type of <typeparamref name="T"/>. Any number of classes, in any
/// module, may extend the same type. Where <typeparamref name="T"/> is an interface (a module's contract), the fields go
/// to the object type whose class implements it.
/// </summary>
/// <typeparam name="T">The CLR type behind the object type, or a contract that it implements.</typeparam>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ObjectTypeAttribute<T> : Attribute where T : class
{
    /// <summary>Only the fields written in resolver classes are exposed, none of the CLR type's own properties.</summary>
    public bool ExplicitBinding { get; init; }
}

/// <summary>Marks a CLR interface as a GraphQL interface; every object type whose class implements it declares it.</summary>
/// <param name="name">The name in the schema; by default the CLR name without its leading <c>I</c>.</param>
[AttributeUsage(AttributeTargets.Interface)]
public sealed class InterfaceTypeAttribute(string? name = null) : Attribute
{
    /// <summary>The name in the schema, or null for the CLR name without its leading <c>I</c>.</summary>
    public string? Name { get; } = name;
}

/// <summary>Marks a CLR interface as a GraphQL union of all object types whose classes implement it.</summary>
/// <param name="name">The name in the schema; by default the CLR name without its leading <c>I</c>.</param>
[AttributeUsage(AttributeTargets.Interface)]
public sealed class UnionTypeAttribute(string? name = null) : Attribute
{
    /// <summary>The name in the schema, or null for the CLR name without its leading <c>I</c>.</summary>
    public string? Name { get; } = name;
}

/// <summary>
/// Marks the result class of a mutation whose members are fields of the payload itself, beside <c>syncId</c> and <c>errors</c>.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class PayloadAttribute : Attribute;

/// <summary>Marks an input class of which exactly one field must be given (<c>@oneOf</c>).</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class OneOfAttribute : Attribute;
