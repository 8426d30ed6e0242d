using Backend.Contracts.Identity;
using Backend.GraphQL;

namespace Backend.Modules.Workspaces.Teams;

/// <summary>Somebody to add to a team.</summary>
internal sealed record TeamMemberAddInput
{
    /// <summary>The team.</summary>
    [ID<Team>]
    public required Guid TeamId { get; init; }

    /// <summary>The user, an active member of the workspace.</summary>
    [ID<IUser>]
    public required Guid UserId { get; init; }
}

/// <summary>Somebody to take out of a team.</summary>
internal sealed record TeamMemberRemoveInput
{
    /// <summary>The team.</summary>
    [ID<Team>]
    public required Guid TeamId { get; init; }

    /// <summary>The user.</summary>
    [ID<IUser>]
    public required Guid UserId { get; init; }
}
