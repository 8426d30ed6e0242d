using System.Text.Json.Nodes;
using Backend.GraphQL;
using Backend.Platform.Events;
using Backend.Platform.Persistence;
using Backend.Platform.Security;

namespace Backend.Modules.Access.Grants;

/// <summary>On what a role is granted.</summary>
internal enum GrantResourceKind
{
    /// <summary>The workspace: all that the person's own role in the workspace reaches.</summary>
    Workspace,

    /// <summary>A team, and all that belongs to it.</summary>
    Team,

    /// <summary>An issue, and all that belongs to it.</summary>
    Issue,
}

/// <summary>A role that somebody, or everybody of a team, has on one thing.</summary>
internal sealed class Grant : WorkspaceEntity, IChangesAccess
{
    private Grant()
    {
    }

    /// <summary>Who has it; null where a team or a token does.</summary>
    [GraphQLIgnore]
    public Guid? UserId { get; private init; }

    /// <summary>The team whose members have it; null where a single person or a token does.</summary>
    [GraphQLIgnore]
    public Guid? TeamId { get; private init; }

    /// <summary>The token of a service account that has it; null where a person or a team does.</summary>
    [GraphQLIgnore]
    public Guid? TokenId { get; private init; }

    /// <summary>The role.</summary>
    [GraphQLIgnore]
    public Guid RoleId { get; private init; }

    /// <summary>On what kind of thing.</summary>
    public GrantResourceKind ResourceKind { get; private init; }

    /// <summary>On what.</summary>
    [GraphQLIgnore]
    public Guid ResourceId { get; private init; }

    /// <summary>On what: the id of the workspace, the team or the issue.</summary>
    [ID]
    [GraphQLName("resourceId")]
    public string ResourceGlobalId => GlobalId.Format(ResourceKind.ToString(), ResourceId);

    /// <summary>Until when; null for good.</summary>
    public DateTimeOffset? ExpiresAt { get; private init; }

    /// <summary>Who gave it; null for the system.</summary>
    [GraphQLIgnore]
    public Guid? CreatorId { get; private init; }

    public static Grant Create(GrantCreateInput input, GrantResource resource, Guid workspaceId, Guid? creatorId, DateTimeOffset now)
    {
        var grant = new Grant
        {
            WorkspaceId = workspaceId,
            Id = ClientIds.Choose(input.Id, now),
            UserId = input.UserId,
            TeamId = input.TeamId,
            TokenId = input.TokenId,
            RoleId = input.RoleId,
            ResourceKind = resource.Kind,
            ResourceId = resource.Id,
            ExpiresAt = input.ExpiresAt,
            CreatorId = creatorId,
            CreatedAt = now,
        };
        grant.Raise(new ChangeEvent("grant.created", grant.Id, grant.Describe()));
        return grant;
    }

    /// <summary>Says that it ends; whoever calls it deletes the row.</summary>
    public void Revoke() => Raise(new ChangeEvent("grant.revoked", Id, Describe()));

    /// <summary>Says that its time is over; whoever calls it deletes the row.</summary>
    public void Expire() => Raise(new ChangeEvent("grant.expired", Id, Describe()));

    private JsonObject Describe() => new()
    {
        ["userId"] = UserId,
        ["teamId"] = TeamId,
        ["tokenId"] = TokenId,
        ["roleId"] = RoleId,
        ["resourceKind"] = ResourceKind.ToString().ToUpperInvariant(),
        ["resourceId"] = ResourceId,
        ["expiresAt"] = ExpiresAt,
    };
}
