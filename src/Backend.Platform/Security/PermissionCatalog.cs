using System.Collections.Frozen;
using Microsoft.Extensions.DependencyInjection;

namespace Backend.Platform.Security;

/// <summary>A permission and the built-in roles that hold it.</summary>
/// <param name="Name">The name, such as <c>issue:update</c>.</param>
/// <param name="Roles">The built-in roles that hold it.</param>
/// <param name="IsPerResource">Whether a grant on a single thing can give it: its resolvers ask for the thing at hand.</param>
public sealed record PermissionDefinition(string Name, IReadOnlyList<string> Roles, bool IsPerResource);

/// <summary>Every permission of every module, by role.</summary>
/// <param name="definitions">What the modules registered.</param>
public sealed class PermissionCatalog(IEnumerable<PermissionDefinition> definitions)
{
    private readonly FrozenDictionary<string, FrozenSet<string>> byRole = definitions
        .SelectMany(definition => definition.Roles.Select(role => (role, definition.Name)))
        .GroupBy(pair => pair.role, pair => pair.Name, StringComparer.Ordinal)
        .ToFrozenDictionary(group => group.Key, group => group.ToFrozenSet(StringComparer.Ordinal), StringComparer.Ordinal);

    private readonly FrozenDictionary<string, PermissionDefinition> all = definitions.ToFrozenDictionary(definition => definition.Name, StringComparer.Ordinal);

    /// <summary>All of them, by name.</summary>
    public IReadOnlyList<PermissionDefinition> All => [.. all.Values.OrderBy(definition => definition.Name, StringComparer.Ordinal)];

    /// <summary>Whether there is such a permission.</summary>
    public bool Contains(string permission) => all.ContainsKey(permission);

    /// <summary>Whether a grant on a single thing can give it.</summary>
    public bool IsPerResource(string permission) => all.GetValueOrDefault(permission) is { IsPerResource: true };

    /// <summary>The permissions of a role; none for an unknown one.</summary>
    public FrozenSet<string> Of(string role) => byRole.GetValueOrDefault(role, FrozenSet<string>.Empty);
}

/// <summary>Registers permissions.</summary>
public static class PermissionRegistration
{
    /// <summary>Adds a module's permission.</summary>
    /// <param name="services">The services.</param>
    /// <param name="name">The permission, such as <c>issue:update</c>.</param>
    /// <param name="roles">The built-in roles that hold it.</param>
    /// <returns>The services.</returns>
    public static IServiceCollection AddPermission(this IServiceCollection services, string name, params string[] roles) =>
        services.AddSingleton(new PermissionDefinition(name, roles, IsPerResource: false));

    /// <summary>Adds a module's permission that a grant on a single thing can give: every resolver that demands it asks for the thing at hand.</summary>
    /// <param name="services">The services.</param>
    /// <param name="name">The permission, such as <c>issue:update</c>.</param>
    /// <param name="roles">The built-in roles that hold it.</param>
    /// <returns>The services.</returns>
    public static IServiceCollection AddResourcePermission(this IServiceCollection services, string name, params string[] roles) =>
        services.AddSingleton(new PermissionDefinition(name, roles, IsPerResource: true));
}
