using Backend.Platform.Errors;
using Backend.Platform.Security;

namespace Backend.Modules.Identity.Tokens;

/// <summary>What a token's values must look like.</summary>
internal static class TokenRules
{
    public const int MaxNameLength = 80;
    public const int MaxTokensOfOne = 100;

    private const int MaxScopes = 100;

    public static string Name(string name)
    {
        var trimmed = name.Trim();
        return trimmed.Length is > 0 and <= MaxNameLength && !trimmed.Any(char.IsControl)
            ? trimmed
            : throw new ValidationFailedException("name", $"A name has 1 to {MaxNameLength} characters, on one line.");
    }

    /// <summary>The scopes, sorted, each once.</summary>
    public static IReadOnlyList<string> Scopes(IReadOnlyList<string> scopes, PermissionCatalog permissions)
    {
        if (scopes.Count is 0 or > MaxScopes)
            throw new ValidationFailedException("scopes", $"A token has 1 to {MaxScopes} scopes, each the name of a permission such as 'issue:read'.");
        if (scopes.FirstOrDefault(scope => !permissions.Contains(scope)) is { } unknown)
            throw new ValidationFailedException("scopes", $"'{(unknown.Length <= 64 ? unknown : unknown[..64])}' is not a permission.");
        return [.. scopes.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }

    public static DateTimeOffset? Expiry(DateTimeOffset? expires, DateTimeOffset now) => expires is null || expires > now
        ? expires
        : throw new ValidationFailedException("expiresAt", "A token ends in the future.");
}
