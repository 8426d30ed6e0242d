using Backend.Platform.Errors;
using Backend.Platform.Persistence;
using Backend.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Backend.Modules.Access.Roles;

/// <summary>The roles of the workspace: the built-in ones, and its own.</summary>
internal sealed class RoleDirectory(BackendDbContext db, PermissionCatalog catalog)
{
    /// <summary>All of them, the built-in ones first.</summary>
    public async Task<IReadOnlyList<Role>> ListAsync(CancellationToken cancellationToken) =>
        [.. BuiltInRole.All.Select(role => Make(role.Id, role.Name)), .. await db.Roles.OrderBy(role => role.NameKey).ToListAsync(cancellationToken)];

    /// <summary>Some of them, by id.</summary>
    public async Task<Dictionary<Guid, Role>> FindAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken)
    {
        var found = ids.Where(id => BuiltInRole.NameOf(id) is not null).ToDictionary(id => id, id => Make(id, BuiltInRole.NameOf(id)!));
        var own = ids.Where(id => !found.ContainsKey(id)).ToArray();
        if (own.Length > 0)
        {
            foreach (var role in await db.Roles.Where(role => own.Contains(role.Id)).ToListAsync(cancellationToken))
                found.Add(role.Id, role);
        }

        return found;
    }

    /// <exception cref="NotFoundException">There is none.</exception>
    public async Task<Role> GetAsync(Guid id, string field, CancellationToken cancellationToken) =>
        (await FindAsync([id], cancellationToken)).GetValueOrDefault(id) ?? throw new NotFoundException(nameof(Role), "input", field);

    /// <exception cref="NotFoundException">There is none.</exception>
    /// <exception cref="ValidationFailedException">It is a built-in one.</exception>
    public async Task<Role> GetOwnAsync(Guid id, CancellationToken cancellationToken)
    {
        var role = await GetAsync(id, "id", cancellationToken);
        return role.IsBuiltIn ? throw new ValidationFailedException("id", "Built-in roles stay as they are. Make a role of your own.") : role;
    }

    /// <exception cref="ValidationFailedException">Another role has the name.</exception>
    public async Task DemandFreeNameAsync(Role role, CancellationToken cancellationToken)
    {
        if (BuiltInRole.All.Any(known => known.Name == role.NameKey)
            || await db.Roles.AnyAsync(other => other.NameKey == role.NameKey && other.Id != role.Id, cancellationToken))
            throw new ValidationFailedException("name", $"There is a role named '{role.Name}' already.");
    }

    private Role Make(Guid id, string name) => Role.BuiltIn(db.Session.WorkspaceId ?? Guid.Empty, id, name, catalog.Of(name));
}
