using Backend.GraphQL;

namespace Backend.Modules.Workspaces.Workspaces;

/// <summary>A new workspace.</summary>
internal sealed record WorkspaceCreateInput
{
    /// <summary>An id made by the client: a global id of type Workspace over a UUID of version 7 that no workspace has yet. Where none is given, the server makes one.</summary>
    [ID<Workspace>]
    public Guid? Id { get; init; }

    /// <summary>Its name in addresses: 2 to 48 characters of <c>a-z</c>, <c>0-9</c> and <c>-</c>. It cannot be changed later.</summary>
    public required string Slug { get; init; }

    /// <summary>Its name, 1 to 80 characters.</summary>
    public required string Name { get; init; }
}
