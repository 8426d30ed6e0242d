using Backend.Platform.Errors;
using Backend.Platform.Events;
using Backend.Platform.Persistence;
using Backend.Platform.Security;

namespace Backend.Modules.Access.Roles;

/// <summary>A set of permissions with a name: a built-in one, or one that the workspace made.</summary>
internal sealed class Role : WorkspaceEntity, IChangesAccess
{
    private Role()
    {
    }

    /// <summary>The name; no two roles of a workspace have the same, upper and lower case alike.</summary>
    public string Name { get; private set; } = string.Empty;

    /// <summary>What the role is for.</summary>
    public string? Description { get; private set; }

    /// <summary>What it allows, such as <c>issue:update</c>.</summary>
    public IReadOnlyList<string> Permissions { get; private set; } = [];

    /// <summary>Whether it came with the product: those cannot be changed.</summary>
    public bool IsBuiltIn { get; private init; }

    /// <summary>The name in lower case: what is unique.</summary>
    internal string NameKey { get; private set; } = string.Empty;

    /// <exception cref="ValidationFailedException">A value breaks a rule.</exception>
    public static Role Create(Guid workspaceId, RoleCreateInput input, PermissionCatalog catalog, DateTimeOffset now)
    {
        var role = new Role
        {
            WorkspaceId = workspaceId,
            Id = ClientIds.Choose(input.Id, now),
            Name = RoleRules.Name(input.Name),
            Description = RoleRules.Description(input.Description),
            Permissions = RoleRules.Permissions(input.Permissions, catalog),
            CreatedAt = now,
        };
        role.NameKey = RoleRules.Key(role.Name);
        role.Raise(new ChangeEvent("role.created", role.Id, new() { ["name"] = role.Name, ["permissions"] = string.Join(' ', role.Permissions) }));
        return role;
    }

    /// <summary>A role that came with the product: it has no row.</summary>
    public static Role BuiltIn(Guid workspaceId, Guid id, string name, IEnumerable<string> permissions) => new()
    {
        WorkspaceId = workspaceId,
        Id = id,
        Name = name,
        NameKey = name,
        IsBuiltIn = true,
        Permissions = [.. permissions.Order(StringComparer.Ordinal)],
        CreatedAt = DateTimeOffset.UnixEpoch,
    };

    /// <summary>Changes the role, and with it what everybody may do who was granted it.</summary>
    /// <exception cref="ConflictException">It was changed since it was read.</exception>
    /// <exception cref="ValidationFailedException">A value breaks a rule.</exception>
    public void Update(RoleUpdateInput input, PermissionCatalog catalog)
    {
        if (input.ExpectedVersion is { } expected && expected != Version)
            throw new ConflictException(nameof(Role), Version);
        var changes = new FieldChanges();
        if (input.Name.TryGet(out var name))
            Name = changes.Set("name", Name, RoleRules.Name(name));
        if (input.Description.TryGet(out var description))
            Description = changes.Set("description", Description, RoleRules.Description(description));
        if (input.Permissions.TryGet(out var given) && RoleRules.Permissions(given, catalog) is var permissions && !permissions.SequenceEqual(Permissions, StringComparer.Ordinal))
        {
            changes.Set("permissions", string.Join(' ', Permissions), string.Join(' ', permissions));
            Permissions = permissions;
        }

        NameKey = RoleRules.Key(Name);
        if (changes.Count > 0)
            Raise(ChangeEvent.FromChanges("role.updated", Id, changes));
    }

    /// <summary>Says that the role goes; whoever calls it deletes the row.</summary>
    public void Delete() => Raise(new ChangeEvent("role.deleted", Id, new() { ["name"] = Name }));
}
