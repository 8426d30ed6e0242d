using Backend.Contracts.Identity;
using Backend.GraphQL;

namespace Backend.Modules.Workspaces.Members;

/// <summary>Who is to be shut out.</summary>
internal sealed record UserSuspendInput
{
    /// <summary>The member.</summary>
    [ID<IUser>]
    public required Guid UserId { get; init; }
}
