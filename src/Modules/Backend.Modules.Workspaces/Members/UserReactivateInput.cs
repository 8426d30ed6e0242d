using Backend.Contracts.Identity;
using Backend.GraphQL;

namespace Backend.Modules.Workspaces.Members;

/// <summary>Who is to be let in again.</summary>
internal sealed record UserReactivateInput
{
    /// <summary>The member.</summary>
    [ID<IUser>]
    public required Guid UserId { get; init; }
}
