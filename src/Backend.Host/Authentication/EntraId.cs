using Microsoft.AspNetCore.Authentication;
using Microsoft.Identity.Web;
using Microsoft.IdentityModel.Tokens;
using Microsoft.IdentityModel.Validators;

namespace Backend.Host.Authentication;

/// <summary>
/// What Microsoft Entra ID does otherwise than OpenID Connect says: one authority speaks for many tenants, each with an issuer
/// of its own, and keys may be of some tenants alone. Microsoft.Identity.Web knows; what this server asks of all tokens, it asks
/// of these too.
/// </summary>
internal static class EntraId
{
    /// <summary>Stands for the tenants of all organizations.</summary>
    public const string AnyOrganization = "organizations";

    private const string Instance = "https://login.microsoftonline.com/";
    private const string Placeholder = "{tenantid}";

    /// <summary>The authority of the one tenant, or of all where there are several.</summary>
    public static string Authority(IssuerOptions issuer) =>
        $"{Instance}{(issuer.TenantIds is [var only] ? only : AnyOrganization)}/v2.0";

    /// <summary>Adds the scheme of bearer tokens. Its options are configured before, so that what is set there stays.</summary>
    public static void AddBearer(AuthenticationBuilder builder, string scheme, IssuerOptions issuer) => builder.AddMicrosoftIdentityWebApi(
        _ => { },
        options =>
        {
            options.Instance = new Uri(new Uri(issuer.Authority), "/").AbsoluteUri;
            options.TenantId = issuer.TenantIds is [var only] ? only : AnyOrganization;
            options.ClientId = string.IsNullOrEmpty(issuer.ClientId) ? issuer.Audience : issuer.ClientId;
            // What a caller may do, roles and grants say here; Entra's own scopes and roles may be mapped as groups.
            options.AllowWebApiToBeAuthorizedByACL = true;
        },
        scheme);

    /// <summary>Sets which issuers are valid: those of the tenants.</summary>
    public static void Configure(TokenValidationParameters validation, IssuerOptions issuer)
    {
        var root = new Uri(new Uri(issuer.Authority), "/").AbsoluteUri;
        validation.ValidIssuers = [$"{root}{Placeholder}/v2.0", $"https://sts.windows.net/{Placeholder}/"];
        var microsoft = AadIssuerValidator.GetAadIssuerValidator(issuer.Authority);
        validation.IssuerValidator = (name, token, parameters) => issuer.Issues(name)
            ? microsoft.Validate(name, token, parameters)
            : throw new SecurityTokenInvalidIssuerException("The token is of a tenant that is not allowed.");
    }

    /// <summary>Whether tokens that name an issuer are of a tenant that is allowed.</summary>
    public static bool Issues(IssuerOptions issuer, string name)
    {
        if (!Uri.TryCreate(name, UriKind.Absolute, out var uri) || !Uri.TryCreate(issuer.Authority, UriKind.Absolute, out var authority))
            return false;
        var isVersion2 = uri.Authority == authority.Authority && uri.AbsolutePath.EndsWith("/v2.0", StringComparison.Ordinal);
        var isVersion1 = uri is { Scheme: "https", Authority: "sts.windows.net" };
        return (isVersion2 || isVersion1) && uri.Segments is [_, var tenant, ..] && Guid.TryParse(tenant.TrimEnd('/'), out var id)
            && issuer.TenantIds.Any(allowed => allowed == AnyOrganization || (Guid.TryParse(allowed, out var listed) && listed == id));
    }
}

/// <summary>What kind of provider an issuer is.</summary>
internal enum IssuerKind
{
    /// <summary>Any that keeps to OpenID Connect.</summary>
    OpenIdConnect,

    /// <summary>Microsoft Entra ID.</summary>
    EntraId,
}
