using Backend.Platform.Errors;
using Backend.Platform.Security;

namespace Backend.Modules.Access.Roles;

/// <summary>What the values of a role have to be.</summary>
internal static class RoleRules
{
    public const int MaxNameLength = 64;
    public const int MaxDescriptionLength = 500;

    /// <summary>How many roles a workspace may make.</summary>
    public const int MaxRoles = 100;

    /// <exception cref="ValidationFailedException">It is empty, too long, or has control characters.</exception>
    public static string Name(string? name)
    {
        var trimmed = name?.Trim() ?? string.Empty;
        return trimmed.Length is > 0 and <= MaxNameLength && !trimmed.Any(char.IsControl)
            ? trimmed
            : throw new ValidationFailedException("name", $"A name has 1 to {MaxNameLength} characters, none of them a control character.");
    }

    /// <exception cref="ValidationFailedException">It is too long.</exception>
    public static string? Description(string? description) => description is { Length: > MaxDescriptionLength }
        ? throw new ValidationFailedException("description", $"A description has at most {MaxDescriptionLength} characters.")
        : description;

    /// <summary>The permissions, each once, in order.</summary>
    /// <exception cref="ValidationFailedException">One of them does not exist, or there is none.</exception>
    public static IReadOnlyList<string> Permissions(IReadOnlyList<string>? given, PermissionCatalog catalog)
    {
        if (given is null or [])
            throw new ValidationFailedException("permissions", "A role has at least one permission.");
        return given.FirstOrDefault(permission => !catalog.Contains(permission)) is { } unknown
            ? throw new ValidationFailedException("permissions", $"There is no permission '{unknown}'. The query 'permissions' lists them.")
            : [.. given.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }

    /// <summary>A name as it is compared with others.</summary>
#pragma warning disable CA1308 // Lower case is what people type.
    public static string Key(string name) => name.ToLowerInvariant();
#pragma warning restore CA1308
}
