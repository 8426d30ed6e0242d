using Backend.GraphQL;

namespace Backend.Modules.Tracking.Issues;

/// <summary>An issue to archive.</summary>
internal sealed record IssueArchiveInput
{
    /// <summary>The issue.</summary>
    [ID<Issue>]
    public required Guid Id { get; init; }

    /// <summary>The version that the caller has seen; left out, it is done whatever happened since.</summary>
    public int? ExpectedVersion { get; init; }
}

/// <summary>An issue to take back from the archive.</summary>
internal sealed record IssueUnarchiveInput
{
    /// <summary>The issue.</summary>
    [ID<Issue>]
    public required Guid Id { get; init; }

    /// <summary>The version that the caller has seen; left out, it is done whatever happened since.</summary>
    public int? ExpectedVersion { get; init; }
}

/// <summary>An issue to put into the trash.</summary>
internal sealed record IssueTrashInput
{
    /// <summary>The issue.</summary>
    [ID<Issue>]
    public required Guid Id { get; init; }

    /// <summary>The version that the caller has seen; left out, it is done whatever happened since.</summary>
    public int? ExpectedVersion { get; init; }
}

/// <summary>An issue to take back from the trash.</summary>
internal sealed record IssueRestoreInput
{
    /// <summary>The issue.</summary>
    [ID<Issue>]
    public required Guid Id { get; init; }

    /// <summary>The version that the caller has seen; left out, it is done whatever happened since.</summary>
    public int? ExpectedVersion { get; init; }
}

/// <summary>An issue to delete for good.</summary>
internal sealed record IssueDeleteInput
{
    /// <summary>The issue.</summary>
    [ID<Issue>]
    public required Guid Id { get; init; }

    /// <summary>The version that the caller has seen; left out, it is done whatever happened since.</summary>
    public int? ExpectedVersion { get; init; }
}
