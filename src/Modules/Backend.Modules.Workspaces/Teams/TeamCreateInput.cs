using Backend.GraphQL;

namespace Backend.Modules.Workspaces.Teams;

/// <summary>A new team.</summary>
internal sealed record TeamCreateInput
{
    /// <summary>An id made by the client: a global id of type Team over a UUID of version 7 that no team has yet. Where none is given, the server makes one.</summary>
    [ID<Team>]
    public Guid? Id { get; init; }

    /// <summary>The key that the team's issues are known by: 1 to 8 characters of <c>A-Z</c> and <c>0-9</c>, such as <c>ENG</c>. It cannot be changed later.</summary>
    public required string Key { get; init; }

    /// <summary>The name, 1 to 80 characters.</summary>
    public required string Name { get; init; }

    /// <summary>What the team is for, at most 1,000 characters.</summary>
    public string? Description { get; init; }

    /// <summary>Who sees the team; every member of the workspace where nothing else is said.</summary>
    public TeamVisibility? Visibility { get; init; }

    /// <summary>A color to tell it from others, such as <c>#5e6ad2</c>.</summary>
    public string? Color { get; init; }

    /// <summary>The time zone by its IANA name; UTC where none is given.</summary>
    public string? Timezone { get; init; }

    /// <summary>After how many days issues that are completed or canceled are archived, 1 to 3,650; never where none is given.</summary>
    public int? AutoArchiveAfterDays { get; init; }
}
