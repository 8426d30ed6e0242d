using System.Security.Claims;
using Backend.GraphQL;

namespace Backend.Modules.Identity.Users;

/// <summary>What an issuer says of a person, in the standard claims of OpenID Connect Core 1.0 (5.1), as far as it keeps our rules.</summary>
internal sealed record UserProfile
{
    public required string Name { get; init; }

    /// <summary>What the handle is made from.</summary>
    public required string HandleSource { get; init; }

    public string? Email { get; init; }

    public Uri? AvatarUrl { get; init; }

    public string? Timezone { get; init; }

    public string? Locale { get; init; }

    public static UserProfile From(ClaimsPrincipal principal)
    {
        var email = VerifiedEmail(principal);
        var preferred = Claim(principal, "preferred_username");
        var name = Claim(principal, "name") ?? preferred ?? email ?? "New user";
        return new UserProfile
        {
            Name = name.Length <= UserRules.MaxNameLength ? name : name[..UserRules.MaxNameLength].Trim(),
            HandleSource = preferred ?? email ?? name,
            Email = email,
            AvatarUrl = Uri.TryCreate(Claim(principal, "picture"), UriKind.Absolute, out var picture)
                && picture.Scheme is "http" or "https" && picture.AbsoluteUri.Length <= UserRules.MaxUrlLength ? picture : null,
            Timezone = Claim(principal, "zoneinfo") is { } zone && UserRules.IsTimezone(zone) ? zone : null,
            Locale = Claim(principal, "locale")?.Replace('_', '-') is { } locale && UserRules.IsLocale(locale) ? locale : null,
        };
    }

    // An address that the issuer has not verified may be anybody's.
    private static string? VerifiedEmail(ClaimsPrincipal principal) =>
        Claim(principal, "email") is { } email && EmailAddress.TryParse(email, out _)
        && string.Equals(Claim(principal, "email_verified"), "true", StringComparison.OrdinalIgnoreCase)
            ? email.ToLowerInvariant()
            : null;

    private static string? Claim(ClaimsPrincipal principal, string type)
    {
        var value = principal.FindFirst(type)?.Value;
        var clean = value is null ? null : string.Concat(value.Where(character => !char.IsControl(character))).Trim();
        return string.IsNullOrEmpty(clean) ? null : clean;
    }
}
