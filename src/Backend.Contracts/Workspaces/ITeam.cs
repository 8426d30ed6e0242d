using Backend.GraphQL;

namespace Backend.Contracts.Workspaces;

/// <summary>A team as other modules see it.</summary>
public interface ITeam : INode
{
    /// <summary>The workspace.</summary>
    [GraphQLIgnore]
    Guid WorkspaceId { get; }

    /// <summary>The short key that issue identifiers begin with, such as <c>ENG</c>.</summary>
    string Key { get; }

    /// <summary>The name.</summary>
    string Name { get; }

    /// <summary>The time zone by its IANA name, such as <c>Europe/Berlin</c>.</summary>
    string Timezone { get; }

    /// <summary>After how many days issues that are completed or canceled are archived; null for never.</summary>
    int? AutoArchiveAfterDays { get; }
}

/// <summary>Loads teams by id; a team that the viewer may not see is not found.</summary>
public interface ITeamByIdDataLoader : IDataLoader<Guid, ITeam>;

/// <summary>
/// Loads the teams that something which the viewer sees belongs to: whoever was granted an issue learns its team's name. What
/// else belongs to such a team stays hidden.
/// </summary>
public interface ITeamOfVisibleDataLoader : IDataLoader<Guid, ITeam>;
