namespace Backend.Modules.Tracking.Demo;

/// <summary>An issue of the demo workspace, before it is created.</summary>
internal sealed record DemoIssue
{
    public required string ExternalId { get; init; }

    public required string Title { get; init; }

    public required string Label { get; init; }

    public string? SecondLabel { get; init; }

    public string? Description { get; init; }

    public required string State { get; init; }

    public required int Priority { get; init; }

    public int? Estimate { get; init; }

    /// <summary>Who works on it, by handle.</summary>
    public string? Assignee { get; init; }

    /// <summary>Who created it, by handle.</summary>
    public required string Creator { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateOnly? DueDate { get; init; }

    /// <summary>The external id of the issue that it is a part of.</summary>
    public string? Parent { get; init; }
}
