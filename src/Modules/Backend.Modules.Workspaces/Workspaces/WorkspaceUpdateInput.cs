using Backend.GraphQL;

namespace Backend.Modules.Workspaces.Workspaces;

/// <summary>Changes to the workspace of the request. What is left out stays as it is.</summary>
internal sealed record WorkspaceUpdateInput
{
    /// <summary>The name, 1 to 80 characters.</summary>
    public Optional<string> Name { get; init; }

    /// <summary>The version that the change builds on; left out, the change is made whatever happened since.</summary>
    public int? ExpectedVersion { get; init; }
}
