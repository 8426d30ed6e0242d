namespace Backend.GraphQL;

/// <summary>An object with a global id, found again with <c>node(id:)</c>.</summary>
[InterfaceType("Node")]
public interface INode
{
    /// <summary>The opaque global id.</summary>
    [ID]
    Guid Id { get; }
}
