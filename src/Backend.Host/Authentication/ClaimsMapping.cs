using System.Security.Claims;
using System.Text.Json;
using Backend.Contracts.Identity;
using Microsoft.IdentityModel.JsonWebTokens;

namespace Backend.Host.Authentication;

/// <summary>
/// In which of an issuer's claims the server finds what: the section <c>Backend:Auth:Issuers:0:Claims</c>. A path leads into
/// nested claims, as <c>realm_access.roles</c> does; a claim that is called so with its dots goes first.
/// </summary>
internal sealed record ClaimsMapping
{
    /// <summary>What identifies the person at the issuer, for ever and alone; changed later, everybody is somebody new.</summary>
    public string Subject { get; init; } = JwtRegisteredClaimNames.Sub;

    /// <summary>The full name.</summary>
    public string Name { get; init; } = JwtRegisteredClaimNames.Name;

    /// <summary>The e-mail address.</summary>
    public string Email { get; init; } = JwtRegisteredClaimNames.Email;

    /// <summary>Whether an address counts as verified though the issuer does not say so (<c>email_verified</c>).</summary>
    public bool TrustEmail { get; init; }

    /// <summary>The groups.</summary>
    public string Groups { get; init; } = "groups";

    /// <summary>The roles, which rules see as groups.</summary>
    public string Roles { get; init; } = "roles";
}

/// <summary>Makes the claims that the server reads out of those of an issuer. No others are left.</summary>
internal static class MappedPrincipal
{
    private const int MaxGroups = 500;
    private const int MaxGroupLength = 256;

    private static readonly string[] Kept =
    [
        JwtRegisteredClaimNames.Iss, JwtRegisteredClaimNames.Exp, JwtRegisteredClaimNames.Iat, JwtRegisteredClaimNames.Sid,
        "preferred_username", "picture", "zoneinfo", "locale",
    ];

    /// <summary>The claims that the server reads; null where the subject is not among the issuer's.</summary>
    public static ClaimsPrincipal? Of(ClaimsPrincipal principal, IssuerOptions issuer)
    {
        var mapping = issuer.Claims;
        if (ClaimPath.Values(principal, mapping.Subject) is not [{ Length: > 0 and <= 255 } subject])
            return null;
        var mapped = new ClaimsIdentity(principal.Identity?.AuthenticationType, JwtRegisteredClaimNames.Name, roleType: null);
        foreach (var claim in Kept.Select(principal.FindFirst).OfType<Claim>())
            mapped.AddClaim(new Claim(claim.Type, claim.Value, claim.ValueType));
        Add(mapped, JwtRegisteredClaimNames.Sub, subject);
        if (mapping.Subject != JwtRegisteredClaimNames.Sub)
            Add(mapped, MappedClaims.ProviderSubject, principal.FindFirstValue(JwtRegisteredClaimNames.Sub));
        Add(mapped, JwtRegisteredClaimNames.Name, ClaimPath.Values(principal, mapping.Name) is [{ } name, ..] ? name : null);
        if (ClaimPath.Values(principal, mapping.Email) is [{ } email, ..] && (mapping.TrustEmail || IsVerified(principal)))
        {
            Add(mapped, JwtRegisteredClaimNames.Email, email);
            Add(mapped, JwtRegisteredClaimNames.EmailVerified, "true");
        }

        if (issuer.GroupRules.Count > 0)
            Add(mapped, MappedClaims.Groups, Groups(principal, mapping));
        return new ClaimsPrincipal(mapped);
    }

    private static bool IsVerified(ClaimsPrincipal principal) =>
        string.Equals(principal.FindFirstValue(JwtRegisteredClaimNames.EmailVerified), "true", StringComparison.OrdinalIgnoreCase);

    private static string Groups(ClaimsPrincipal principal, ClaimsMapping mapping) => string.Join('\n', ClaimPath.Values(principal, mapping.Groups)
        .Concat(ClaimPath.Values(principal, mapping.Roles))
        .Where(group => group.Length is > 0 and <= MaxGroupLength && !group.Any(char.IsControl))
        .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Take(MaxGroups));

    private static void Add(ClaimsIdentity mapped, string type, string? value)
    {
        if (value is not null)
            mapped.AddClaim(new Claim(type, value));
    }
}

/// <summary>Finds the values at a path into claims.</summary>
internal static class ClaimPath
{
    public static IReadOnlyList<string> Values(ClaimsPrincipal principal, string path)
    {
        if (principal.FindAll(path).ToArray() is { Length: > 0 } whole)
            return [.. whole.SelectMany(claim => Read(claim, default))];
        var steps = path.Split('.');
        return steps.Length == 1 ? [] : [.. principal.FindAll(steps[0]).SelectMany(claim => Read(claim, steps.AsMemory(1)))];
    }

    private static IEnumerable<string> Read(Claim claim, ReadOnlyMemory<string> steps)
    {
        if (steps.IsEmpty && claim.Value is not ['[', ..])
            return [claim.Value];
        try
        {
            using var json = JsonDocument.Parse(claim.Value);
            return Follow(json.RootElement, steps.Span);
        }
        catch (JsonException)
        {
            return steps.IsEmpty ? [claim.Value] : [];
        }
    }

    private static List<string> Follow(JsonElement value, ReadOnlySpan<string> steps)
    {
        foreach (var step in steps)
        {
            if (value.ValueKind != JsonValueKind.Object || !value.TryGetProperty(step, out value))
                return [];
        }

        return value.ValueKind switch
        {
            JsonValueKind.Array => [.. value.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.String).Select(item => item.GetString()!)],
            JsonValueKind.String => [value.GetString()!],
            _ => [],
        };
    }
}
