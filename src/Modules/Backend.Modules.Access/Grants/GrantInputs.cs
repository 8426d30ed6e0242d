using Backend.Contracts.Identity;
using Backend.Contracts.Workspaces;
using Backend.GraphQL;
using Backend.Modules.Access.Roles;

namespace Backend.Modules.Access.Grants;

/// <summary>A role for somebody, for everybody of a team, or for a program's token, on one thing.</summary>
internal sealed record GrantCreateInput
{
    /// <summary>An id made by the client: a global id of type Grant over a UUID of version 7 that no grant has yet. Where none is given, the server makes one.</summary>
    [ID<Grant>]
    public Guid? Id { get; init; }

    /// <summary>To whom; a member of the workspace. Either this, <c>teamId</c> or <c>tokenId</c>.</summary>
    [ID<IUser>]
    public Guid? UserId { get; init; }

    /// <summary>To the members of which team, whoever they are at the time. Either this, <c>userId</c> or <c>tokenId</c>.</summary>
    [ID<ITeam>]
    public Guid? TeamId { get; init; }

    /// <summary>To which token of a service account, beside what its scopes let it do. Either this, <c>userId</c> or <c>teamId</c>.</summary>
    [ID<IPersonalToken>]
    public Guid? TokenId { get; init; }

    /// <summary>The role. Nobody gives what they do not have.</summary>
    [ID<Role>]
    public required Guid RoleId { get; init; }

    /// <summary>On what: the id of the workspace, a team or an issue.</summary>
    [ID]
    public required string ResourceId { get; init; }

    /// <summary>Until when; for good where none is given.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }
}

/// <summary>A grant to be taken back.</summary>
internal sealed record GrantRevokeInput
{
    /// <summary>The grant.</summary>
    [ID<Grant>]
    public required Guid Id { get; init; }
}
