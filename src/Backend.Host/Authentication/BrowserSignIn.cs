using Backend.Host.DevelopmentIssuer;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace Backend.Host.Authentication;

/// <summary>Signs browsers in at the issuers that have a client for it: authorization code with PKCE, nonce and state.</summary>
internal static class BrowserSignIn
{
    public const string CallbackPath = "/auth/callback";

    public const string SignedOutPath = "/auth/signed-out";

    public static void Register(AuthenticationBuilder builder, BackendAuthOptions options, bool development)
    {
        var schemes = new List<string>();
        for (var index = 0; index < options.Issuers.Count; index++)
            if (options.Issuers[index] is { ClientId.Length: > 0 } issuer)
                Register(builder, schemes, (_, environment) => (issuer, environment.IsDevelopment() && issuer.IsNearby));
        if (development)
            Register(builder, schemes, (address, _) => (DevelopmentClients.Browser(address), true));
        builder.Services.AddSingleton(new SignInSchemes(schemes, development ? schemes[^1] : null)).AddSingleton<SignInProviders>()
            .AddSingleton<SessionCookie>().AddSingleton<SessionRefresher>().AddSingleton<ProviderRefresh>()
            .AddSingleton<ProviderTokenValidator>().AddSingleton<LogoutTokens>();
    }

    private static void Register(
        AuthenticationBuilder builder, List<string> schemes,
        Func<PublicAddress, IHostEnvironment, (IssuerOptions Issuer, bool AllowHttp)> issuer)
    {
        var index = schemes.Count;
        var scheme = $"sign-in-{index}";
        schemes.Add(scheme);
        builder.AddOpenIdConnect(scheme, null, _ => { });
        builder.Services.AddOptions<OpenIdConnectOptions>(scheme).Configure<PublicAddress, IHostEnvironment, IssuerBackchannels>((options, address, environment, backchannels) =>
        {
            var suffix = index == 0 ? "" : $"/{index}";
            options.CallbackPath = CallbackPath + suffix;
            options.SignedOutCallbackPath = SignedOutPath + suffix;
            options.RemoteSignOutPath = PathString.Empty;
            Configure(options, address, backchannels, issuer(address, environment));
        });
    }

    private static void Configure(OpenIdConnectOptions options, PublicAddress address, IssuerBackchannels backchannels, (IssuerOptions Issuer, bool AllowHttp) settings)
    {
        var (issuer, allowHttp) = settings;
        options.SignInScheme = BrowserSession.Scheme;
        options.Authority = issuer.Authority;
        options.ClientId = issuer.ClientId;
        options.ClientSecret = string.IsNullOrEmpty(issuer.ClientSecret) ? null : issuer.ClientSecret;
        options.RequireHttpsMetadata = !allowHttp;
        options.BackchannelHttpHandler = backchannels.CreateHandler(issuer);
        options.RefreshInterval = TimeSpan.FromSeconds(30);
        options.ResponseType = OpenIdConnectResponseType.Code;
        options.UsePkce = true;
        // Into the sign-in's properties, from where the session takes what it keeps.
        options.SaveTokens = true;
        options.MapInboundClaims = false;
        options.GetClaimsFromUserInfoEndpoint = true;
        options.Scope.Add("email");
        options.ClaimActions.Remove(JwtRegisteredClaimNames.Iss);
        options.ClaimActions.MapUniqueJsonKey(JwtRegisteredClaimNames.EmailVerified, JwtRegisteredClaimNames.EmailVerified);
        options.TokenValidationParameters.NameClaimType = JwtRegisteredClaimNames.Name;
        options.TokenValidationParameters.ValidAlgorithms = BearerSchemes.Algorithms;
        options.TokenValidationParameters.ClockSkew = TimeSpan.FromSeconds(30);
        foreach (var scope in issuer.Scopes ?? [])
            options.Scope.Add(scope);
        if (issuer.Kind == IssuerKind.EntraId)
            EntraId.Configure(options.TokenValidationParameters, issuer);
        if (!string.IsNullOrEmpty(issuer.Issuer))
            options.TokenValidationParameters.ValidIssuer = issuer.Issuer;

        // The answer comes as a redirect, so its cookies need not be sent with requests that other sites post.
        options.ResponseMode = OpenIdConnectResponseMode.Query;
        foreach (var cookie in new[] { options.CorrelationCookie, options.NonceCookie })
        {
            cookie.SameSite = SameSiteMode.Lax;
            cookie.SecurePolicy = address.Value.Scheme == Uri.UriSchemeHttps ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
        }

        options.Events = BrowserSignInEvents.Create(address, issuer);
    }
}
