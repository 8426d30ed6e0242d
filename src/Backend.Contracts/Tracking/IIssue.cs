using Backend.GraphQL;

namespace Backend.Contracts.Tracking;

/// <summary>An issue as other modules see it.</summary>
public interface IIssue : INode
{
    /// <summary>The team.</summary>
    [GraphQLIgnore]
    Guid TeamId { get; }

    /// <summary>The identifier, such as <c>ENG-42</c>.</summary>
    string Identifier { get; }

    /// <summary>The title.</summary>
    string Title { get; }
}

/// <summary>Loads issues by id; one that the viewer may not see is not found.</summary>
public interface IIssueByIdDataLoader : IDataLoader<Guid, IIssue>;
