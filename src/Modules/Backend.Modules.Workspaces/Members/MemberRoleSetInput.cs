using Backend.Contracts.Identity;
using Backend.Contracts.Workspaces;
using Backend.GraphQL;

namespace Backend.Modules.Workspaces.Members;

/// <summary>Another role for a member.</summary>
internal sealed record MemberRoleSetInput
{
    /// <summary>The member.</summary>
    [ID<IUser>]
    public required Guid UserId { get; init; }

    /// <summary>The role. Only owners make somebody an owner, or no longer one.</summary>
    public required WorkspaceRole Role { get; init; }
}
