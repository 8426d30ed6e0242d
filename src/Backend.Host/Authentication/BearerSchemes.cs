using System.Net.Http.Headers;
using Backend.Contracts.Identity;
using Backend.Host.DevelopmentIssuer;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Tokens;

namespace Backend.Host.Authentication;

/// <summary>One JwtBearer scheme per issuer, each fed by the issuer's own discovery document.</summary>
internal sealed class BearerSchemes(IOptions<BackendAuthOptions> options, IHostEnvironment environment, ValidatedTokens validated)
{
    public const string Development = "bearer-development";

    private const string Scheme = "Bearer";

    // Symmetric algorithms and "none" are left out: a public key must never pass for a shared secret.
    internal static readonly string[] Algorithms =
    [
        SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512,
        SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.RsaSsaPssSha384, SecurityAlgorithms.RsaSsaPssSha512,
        SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.EcdsaSha384, SecurityAlgorithms.EcdsaSha512,
    ];

    public static string Name(int index) => $"bearer-{index}";

    /// <summary>The token of the <c>Authorization</c> header, which may be empty; null if the header is of another kind.</summary>
    public static string? PresentedToken(HttpRequest request)
    {
        if (request.Headers.Authorization.Count == 0)
            return null;
        return AuthenticationHeaderValue.TryParse(request.Headers.Authorization, out var header)
            && string.Equals(header.Scheme, Scheme, StringComparison.OrdinalIgnoreCase)
                ? header.Parameter ?? ""
                : null;
    }

    public static void Register(AuthenticationBuilder builder, BackendAuthOptions options, bool development)
    {
        builder.Services.AddSingleton<ValidatedTokens>();
        builder.Services.AddSingleton<IGroupRules, ConfiguredGroupRules>();
        builder.Services.AddHealthChecks().AddCheck<IssuerHealth>("issuers");
        builder.AddScheme<AuthenticationSchemeOptions, PersonalTokenHandler>(PersonalTokenHandler.SchemeName, null);
        builder.Services.AddSingleton<BearerSchemes>();
        builder.Services.AddSingleton<IssuerBackchannels>();
        for (var index = 0; index < options.Issuers.Count; index++)
            Register(builder, Name(index), options.Issuers[index]);
        if (!development)
            return;
        builder.AddJwtBearer(Development, null, _ => { });
        builder.Services.AddOptions<JwtBearerOptions>(Development).Configure<PublicAddress, IssuerBackchannels, TimeProvider>((bearer, address, backchannels, clock) => Configure(
            bearer,
            backchannels,
            clock,
            new()
            {
                Authority = address.Value.AbsoluteUri,
                Audience = DevelopmentClients.Audience,
                TokenTypes = [JsonWebTokenTypes.AccessToken],
            },
            allowHttp: true));
    }

    /// <summary>The scheme of the issuer that a token says it comes from; the scheme then proves it.</summary>
    public string Select(string token)
    {
        if (token.StartsWith(OwnToken.Prefix, StringComparison.Ordinal))
            return PersonalTokenHandler.SchemeName;
        // One that is too long, or no token at all, is refused by any scheme, before anything is made of it.
        var isPossible = TokenShape.IsPossible(token);
        if (isPossible && validated.Find(token) is { } known)
            return known.Scheme;
        var issuer = isPossible ? UnvalidatedIssuer(token) : null;
        var index = options.Value.Issuers.TakeWhile(candidate => !candidate.Issues(issuer)).Count();
        if (index < options.Value.Issuers.Count)
            return Name(index);
        return options.Value.UsesDevelopmentIssuer(environment) ? Development : Name(0);
    }

    private static void Register(AuthenticationBuilder builder, string scheme, IssuerOptions issuer)
    {
        builder.Services.AddOptions<JwtBearerOptions>(scheme).Configure<IHostEnvironment, IssuerBackchannels, TimeProvider>((bearer, environment, backchannels, clock) =>
            Configure(bearer, backchannels, clock, issuer, allowHttp: environment.IsDevelopment() && issuer.IsNearby));
        if (issuer.Kind == IssuerKind.EntraId)
            EntraId.AddBearer(builder, scheme, issuer);
        else
            builder.AddJwtBearer(scheme, null, _ => { });
    }

    private static void Configure(JwtBearerOptions bearer, IssuerBackchannels backchannels, TimeProvider clock, IssuerOptions issuer, bool allowHttp)
    {
        bearer.Authority = issuer.Authority;
        bearer.Audience = issuer.Audience;
        bearer.RequireHttpsMetadata = !allowHttp;
        bearer.MapInboundClaims = false;
        bearer.IncludeErrorDetails = false;
        bearer.SaveToken = false;
        bearer.Events = BearerEvents.Create(issuer);
        bearer.ConfigurationManager = new IssuerKeys(
            $"{issuer.Authority.TrimEnd('/')}/.well-known/openid-configuration",
            new HttpDocumentRetriever(backchannels.CreateClient(issuer)) { RequireHttps = !allowHttp }, clock);

        var validation = bearer.TokenValidationParameters;
        validation.ValidAlgorithms = Algorithms;
        validation.ValidTypes = issuer.TokenTypes ?? [JsonWebTokenTypes.AccessToken, JsonWebTokenTypes.Any];
        validation.ValidAudience = issuer.Audience;
        if (issuer.Kind == IssuerKind.EntraId)
            EntraId.Configure(validation, issuer);
        validation.ValidIssuer = string.IsNullOrEmpty(issuer.Issuer) ? null : issuer.Issuer;
        // A token that names no key, or an unknown one, is not tried with all of them.
        validation.TryAllIssuerSigningKeys = false;
        validation.ClockSkew = TimeSpan.FromSeconds(30);
        validation.NameClaimType = JwtRegisteredClaimNames.Name;
        validation.RoleClaimType = "roles";
    }

    private static string? UnvalidatedIssuer(string token)
    {
        try
        {
            return new JsonWebToken(token).Issuer;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}

/// <summary>The values of a token's <c>typ</c> header.</summary>
internal static class JsonWebTokenTypes
{
    /// <summary>An access token, by RFC 9068.</summary>
    public const string AccessToken = "at+jwt";

    /// <summary>Any token, from a provider that does not tell its kinds apart.</summary>
    public const string Any = "JWT";
}
