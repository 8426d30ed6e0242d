using System.ComponentModel;

namespace Backend.GraphQL.Generated;

/// <summary>Names the table of an assembly's resolvers. Written by the source generator.</summary>
/// <param name="table">A <see cref="ResolverTable"/>.</param>
[AttributeUsage(AttributeTargets.Assembly)]
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ResolverTableAttribute(Type table) : Attribute
{
    /// <summary>The class of the table.</summary>
    public Type Table { get; } = table;
}
