using Microsoft.Extensions.Options;

namespace Backend.Host.Authentication;

internal sealed class BackendAuthOptionsValidator(IHostEnvironment environment, PublicAddress address)
    : IValidateOptions<BackendAuthOptions>
{
    public ValidateOptionsResult Validate(string? name, BackendAuthOptions options)
    {
        var failures = options.Issuers.SelectMany(Failures).ToList();
        if (options.Issuers.Count == 0 && !options.UsesDevelopmentIssuer(environment))
            failures.Add(
                "Backend__Auth__Issuers__0__Authority is not set, so nobody could sign in. Set it to the address of your "
                + "OpenID Connect provider, and Backend__Auth__Issuers__0__Audience to the audience of its tokens; or set "
                + "ASPNETCORE_ENVIRONMENT=Development to try the server with demo people.");
        failures.AddRange(options.AllowedOrigins
            .Select((origin, index) => AllowedOrigins.Problem(origin, $"Backend__Auth__AllowedOrigins__{index}", environment.IsDevelopment()))
            .OfType<string>());
        if (address.Problem is { } problem)
            failures.Add(problem);
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private IEnumerable<string> Failures(IssuerOptions issuer, int index)
    {
        if (issuer.Kind == IssuerKind.EntraId && issuer.TenantIds.Count == 0)
            yield return $"Backend__Auth__Issuers__{index}__TenantIds__0 is not set. Set it to the id of your Entra ID tenant, or to 'organizations' to let in the people of all tenants.";
        if (issuer.TenantIds.FirstOrDefault(tenant => tenant != EntraId.AnyOrganization && !Guid.TryParse(tenant, out _)) is { } unknown)
            yield return $"Backend__Auth__Issuers__{index}__TenantIds has '{unknown}'. Set it to the id of the tenant, a UUID, or to 'organizations'.";
        for (var rule = 0; rule < issuer.GroupRules.Count; rule++)
        {
            if (string.IsNullOrWhiteSpace(issuer.GroupRules[rule].Group))
                yield return $"Backend__Auth__Issuers__{index}__GroupRules__{rule}__Group is not set. Set it to a group or role as the provider names it.";
            if (string.IsNullOrWhiteSpace(issuer.GroupRules[rule].Workspace))
                yield return $"Backend__Auth__Issuers__{index}__GroupRules__{rule}__Workspace is not set. Set it to the slug of a workspace.";
        }

        var key = $"Backend__Auth__Issuers__{index}__";
        if (!Uri.TryCreate(issuer.Authority, UriKind.Absolute, out var authority) || authority.Scheme is not ("https" or "http"))
            yield return $"{key}Authority is '{issuer.Authority}'. Set it to the address of the provider, such as https://login.example.com/.";
        else if (authority.Scheme != Uri.UriSchemeHttps && !(environment.IsDevelopment() && issuer.IsNearby))
            yield return $"{key}Authority is '{issuer.Authority}'. Use an https address; http is accepted only for this machine and for names without a dot, in Development.";
        if (string.IsNullOrWhiteSpace(issuer.Audience))
            yield return $"{key}Audience is not set. Set it to the audience (aud) of the provider's access tokens for this API.";
        if (!string.IsNullOrEmpty(issuer.ClientSecret) && string.IsNullOrEmpty(issuer.ClientId))
            yield return $"{key}ClientId is not set, but {key}ClientSecret is. Set both, or neither.";
    }
}
