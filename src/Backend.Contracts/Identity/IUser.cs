using Backend.GraphQL;

namespace Backend.Contracts.Identity;

/// <summary>A person, or a bot, as other modules see them.</summary>
public interface IUser : INode
{
    /// <summary>The full name.</summary>
    string Name { get; }

    /// <summary>The handle by which the user is mentioned.</summary>
    string DisplayName { get; }
}

/// <summary>Loads users by id.</summary>
public interface IUserByIdDataLoader : IDataLoader<Guid, IUser>;
