using Backend.GraphQL;

namespace Backend.Modules.Workspaces.Teams;

/// <summary>Changes to a team. What is left out stays as it is.</summary>
internal sealed record TeamUpdateInput
{
    /// <summary>The team.</summary>
    [ID<Team>]
    public required Guid TeamId { get; init; }

    /// <summary>The name, 1 to 80 characters.</summary>
    public Optional<string> Name { get; init; }

    /// <summary>What the team is for, at most 1,000 characters; null clears it.</summary>
    public Optional<string?> Description { get; init; }

    /// <summary>Who sees the team.</summary>
    public Optional<TeamVisibility> Visibility { get; init; }

    /// <summary>A color to tell it from others, such as <c>#5e6ad2</c>; null clears it.</summary>
    public Optional<string?> Color { get; init; }

    /// <summary>The time zone by its IANA name, such as <c>Europe/Berlin</c>.</summary>
    public Optional<string> Timezone { get; init; }

    /// <summary>After how many days issues that are completed or canceled are archived, 1 to 3,650; null for never.</summary>
    public Optional<int?> AutoArchiveAfterDays { get; init; }

    /// <summary>The version that the change builds on; left out, the change is made whatever happened since.</summary>
    public int? ExpectedVersion { get; init; }
}
