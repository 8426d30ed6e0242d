namespace Backend.Modules.Workspaces.Workspaces;

/// <summary>A new workspace.</summary>
internal sealed record WorkspaceCreateInput
{
    /// <summary>Its name in addresses: 2 to 48 characters of <c>a-z</c>, <c>0-9</c> and <c>-</c>. It cannot be changed later.</summary>
    public required string Slug { get; init; }

    /// <summary>Its name, 1 to 80 characters.</summary>
    public required string Name { get; init; }
}
