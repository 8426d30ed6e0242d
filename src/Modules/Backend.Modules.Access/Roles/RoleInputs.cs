using Backend.GraphQL;

namespace Backend.Modules.Access.Roles;

/// <summary>A new role.</summary>
internal sealed record RoleCreateInput
{
    /// <summary>An id made by the client: a global id of type Role over a UUID of version 7 that no role has yet. Where none is given, the server makes one.</summary>
    [ID<Role>]
    public Guid? Id { get; init; }

    /// <summary>The name, 1 to 64 characters, unlike that of any other role.</summary>
    public required string Name { get; init; }

    /// <summary>What the role is for, up to 500 characters.</summary>
    public string? Description { get; init; }

    /// <summary>What it allows; the query <c>permissions</c> lists what there is. Nobody gives what they do not have.</summary>
    public required IReadOnlyList<string> Permissions { get; init; }
}

/// <summary>Changes of a role: what is left out stays.</summary>
internal sealed record RoleUpdateInput
{
    /// <summary>The role; built-in ones cannot be changed.</summary>
    [ID<Role>]
    public required Guid Id { get; init; }

    /// <summary>The name, 1 to 64 characters, unlike that of any other role.</summary>
    public Optional<string> Name { get; init; }

    /// <summary>What the role is for, up to 500 characters.</summary>
    public Optional<string?> Description { get; init; }

    /// <summary>All that it allows from now on.</summary>
    public Optional<IReadOnlyList<string>> Permissions { get; init; }

    /// <summary>The version that the change is based on; where the role has another by now, nothing is changed.</summary>
    public int? ExpectedVersion { get; init; }
}

/// <summary>A role to be deleted.</summary>
internal sealed record RoleDeleteInput
{
    /// <summary>The role; built-in ones, and those that are granted to somebody, cannot be deleted.</summary>
    [ID<Role>]
    public required Guid Id { get; init; }
}
