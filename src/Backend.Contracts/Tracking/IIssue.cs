using Backend.GraphQL;

namespace Backend.Contracts.Tracking;

/// <summary>An issue as other modules see it.</summary>
public interface IIssue : INode
{
    /// <summary>The team.</summary>
    [GraphQLIgnore]
    Guid TeamId { get; }

    /// <summary>Who created it.</summary>
    [GraphQLIgnore]
    Guid CreatorId { get; }

    /// <summary>Who works on it; null for nobody.</summary>
    [GraphQLIgnore]
    Guid? AssigneeId { get; }

    /// <summary>The identifier, such as <c>ENG-42</c>.</summary>
    string Identifier { get; }

    /// <summary>The title.</summary>
    string Title { get; }
}

/// <summary>Loads issues by id; one that the viewer may not see is not found.</summary>
public interface IIssueByIdDataLoader : IDataLoader<Guid, IIssue>;
