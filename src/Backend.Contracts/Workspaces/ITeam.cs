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
}

/// <summary>Loads teams by id; a team that the viewer may not see is not found.</summary>
public interface ITeamByIdDataLoader : IDataLoader<Guid, ITeam>;
