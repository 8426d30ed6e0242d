using Backend.GraphQL;

namespace Backend.Contracts.Identity;

/// <summary>A token of a person or a service account, as other modules see it.</summary>
public interface IPersonalToken : INode
{
    /// <summary>Whose it is.</summary>
    [GraphQLIgnore]
    Guid UserId { get; }

    /// <summary>What it is for, as its owner calls it.</summary>
    string Name { get; }
}

/// <summary>Loads tokens by id: the viewer's own and, for who manages service accounts, theirs.</summary>
public interface IPersonalTokenByIdDataLoader : IDataLoader<Guid, IPersonalToken>;
