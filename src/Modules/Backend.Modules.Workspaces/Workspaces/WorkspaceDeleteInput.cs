namespace Backend.Modules.Workspaces.Workspaces;

/// <summary>The workspace of the request, to be deleted.</summary>
internal sealed record WorkspaceDeleteInput
{
    /// <summary>The workspace's slug, to show that this is the one that is meant.</summary>
    public required string Challenge { get; init; }

    /// <summary>The version that the caller has seen; left out, it is done whatever happened since.</summary>
    public int? ExpectedVersion { get; init; }
}

/// <summary>The workspace of the request, to be kept after all.</summary>
internal sealed record WorkspaceCancelDeleteInput
{
    /// <summary>The version that the caller has seen; left out, it is done whatever happened since.</summary>
    public int? ExpectedVersion { get; init; }
}
