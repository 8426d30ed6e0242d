namespace Backend.GraphQL.Generators;

internal enum ResolverResultKind
{
    /// <summary>The value itself, or a DataLoader's result.</summary>
    Value,

    /// <summary>A task of the value.</summary>
    TaskOfValue,

    /// <summary>A task of nothing.</summary>
    Task,

    /// <summary>Nothing.</summary>
    Nothing,

    /// <summary>The events of a subscription.</summary>
    Stream,
}

/// <summary>A parameter of a resolver.</summary>
/// <param name="Type">Its type, fully qualified.</param>
/// <param name="IsParent">Whether it takes the parent: the object, the event, or the key of a node.</param>
/// <param name="IsAsWritten">Whether the type stands as in the source, whose using directives it then needs.</param>
internal sealed record ResolverParameter(string Type, bool IsParent, bool IsAsWritten);

/// <summary>A method to call.</summary>
/// <param name="Method">Its name.</param>
/// <param name="Parameters">Its parameters.</param>
/// <param name="Result">What it gives back.</param>
/// <param name="Requires">The members of its parent that it reads; null where that may be any.</param>
internal sealed record ResolverModel(
    string Method, EquatableArray<ResolverParameter> Parameters, ResolverResultKind Result, EquatableArray<string>? Requires);

/// <summary>What an annotation makes of a class.</summary>
/// <param name="Add">The method by which the table is told.</param>
/// <param name="Target">The type that is extended, fully qualified; null for a root type.</param>
/// <param name="ExplicitBinding">Whether that type shows none of its own properties.</param>
internal sealed record ResolverRole(string Add, string? Target, bool ExplicitBinding);

/// <summary>An annotated class.</summary>
/// <param name="Namespace">Its namespace.</param>
/// <param name="Type">The class, fully qualified.</param>
/// <param name="Binders">The class that is generated for it.</param>
/// <param name="Roles">What its annotations make of it.</param>
/// <param name="Usings">The using directives that its parameters' types need.</param>
/// <param name="Resolvers">Its resolvers.</param>
/// <param name="Diagnostics">What is wrong with others of its methods.</param>
internal sealed record ResolverClass(
    string? Namespace, string Type, string Binders, EquatableArray<ResolverRole> Roles, Usings Usings, EquatableArray<ResolverModel> Resolvers, EquatableArray<DiagnosticInfo> Diagnostics)
{
    public string QualifiedBinders => Namespace is null ? $"global::{Binders}" : $"global::{Namespace}.{Binders}";
}
