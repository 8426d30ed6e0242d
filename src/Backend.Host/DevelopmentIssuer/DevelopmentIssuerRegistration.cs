using Backend.Contracts.Identity;
using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace Backend.Host.DevelopmentIssuer;

/// <summary>An OpenID Connect issuer inside the server, with demo people and no database, for trying the server out.</summary>
internal static class DevelopmentIssuerRegistration
{
    /// <summary>How long a browser has to bring an authorization code to its client.</summary>
    public static readonly TimeSpan CodeLifetime = TimeSpan.FromMinutes(1);

    /// <summary>How long a refresh token is good for.</summary>
    public static readonly TimeSpan RefreshLifetime = TimeSpan.FromDays(14);

    /// <summary>Adds what signs tokens, for the issuer and the <c>token</c> verb.</summary>
    /// <exception cref="InvalidOperationException">The environment is not Development.</exception>
    public static IServiceCollection AddDevelopmentTokens(
        this IServiceCollection services, IConfiguration configuration, IHostEnvironment environment)
    {
        if (!environment.IsDevelopment())
            throw new InvalidOperationException(
                $"The development issuer lets anybody in without a password, so it does not run when ASPNETCORE_ENVIRONMENT is "
                + $"'{environment.EnvironmentName}'. Set ASPNETCORE_ENVIRONMENT=Development to try the server with demo people, or "
                + "remove Backend__Auth__DevelopmentIssuer and set Backend__Auth__Issuers__0__Authority to your OpenID Connect provider.");
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<PublicAddress>();
        services.TryAddSingleton(DataDirectory.From(configuration, environment));
        services.AddSingleton<DevelopmentSigningKey>();
        services.AddSingleton<IDevelopmentIssuer, DevelopmentIssuerName>();
        return services.AddSingleton<DevelopmentTokens>();
    }

    /// <inheritdoc cref="AddDevelopmentTokens" path="/exception"/>
    public static IServiceCollection AddDevelopmentIssuer(
        this IServiceCollection services, IConfiguration configuration, IHostEnvironment environment)
    {
        services.AddDevelopmentTokens(configuration, environment);
        services.AddSingleton<IssuerMarker>();
        services.AddCors();
        services.AddMemoryCache();
        services.AddAntiforgery(options => options.Cookie.Name = "backend-sign-in");
        services.AddOptions<OpenIddictServerOptions>().Configure<PublicAddress, DevelopmentSigningKey>((options, address, key) =>
        {
            options.Issuer = address.Value;
            options.SigningCredentials.Add(new(key.Key, SecurityAlgorithms.RsaSha256));
            // Kept, like the signing key: who is signed in stays so when the server starts anew.
            options.EncryptionCredentials.Add(new(key.Key, SecurityAlgorithms.RsaOAEP, SecurityAlgorithms.Aes256CbcHmacSha512));
        });
        services.AddOpenIddict().AddServer(server =>
        {
            server.EnableDegradedMode()
                .SetAuthorizationEndpointUris(SignInPage.Path)
                .SetTokenEndpointUris("connect/token")
                .SetUserInfoEndpointUris("connect/userinfo")
                .SetEndSessionEndpointUris("connect/endsession")
                .SetConfigurationEndpointUris(".well-known/openid-configuration")
                .SetJsonWebKeySetEndpointUris(".well-known/jwks")
                .AllowAuthorizationCodeFlow()
                .AllowRefreshTokenFlow()
                .RequireProofKeyForCodeExchange()
                .RegisterScopes(Scopes.OpenId, Scopes.Profile, Scopes.Email, Scopes.OfflineAccess)
                .RegisterClaims(Claims.Subject, Claims.Name, Claims.Email, Claims.EmailVerified)
                .DisableAccessTokenEncryption()
                .SetRefreshTokenLifetime(RefreshLifetime)
                .SetRefreshTokenReuseLeeway(null)
                .SetAuthorizationCodeLifetime(CodeLifetime)
                .SetAccessTokenLifetime(DevelopmentTokens.DefaultLifetime)
                .SetIdentityTokenLifetime(DevelopmentTokens.DefaultLifetime);
            server.Configure(options =>
            {
                // Clients here are public: they have PKCE, and no secrets to send.
                options.CodeChallengeMethods.Remove(CodeChallengeMethods.Plain);
                options.ClientAuthenticationMethods.Clear();
                options.ClientAuthenticationMethods.Add(ClientAuthenticationMethods.None);
            });
            server.UseAspNetCore().EnableAuthorizationEndpointPassthrough().DisableTransportSecurityRequirement();
            DevelopmentIssuerRules.Register(server);
        });
        return services;
    }

    /// <summary>Lets frontends of this machine talk to the issuer, from whatever port they run on.</summary>
    public static IApplicationBuilder UseDevelopmentIssuer(this IApplicationBuilder app) =>
        app.ApplicationServices.GetService<IssuerMarker>() is null
            ? app
            : app.UseWhen(
                context => context.Request.Path.StartsWithSegments("/connect", StringComparison.Ordinal)
                    || context.Request.Path.StartsWithSegments("/.well-known", StringComparison.Ordinal),
                branch => branch.UseCors(AllowLoopback));

    /// <summary>Maps the sign-in page.</summary>
    public static IEndpointRouteBuilder MapDevelopmentIssuer(this IEndpointRouteBuilder endpoints)
    {
        if (endpoints.ServiceProvider.GetService<IssuerMarker>() is not null)
            SignInPage.Map(endpoints);
        return endpoints;
    }

    private static void AllowLoopback(CorsPolicyBuilder policy) => policy
        .SetIsOriginAllowed(origin => Uri.TryCreate(origin, UriKind.Absolute, out var uri) && uri.IsLoopback)
        .AllowAnyHeader()
        .WithMethods(HttpMethods.Get, HttpMethods.Post);

    /// <summary>Present where the issuer runs.</summary>
    private sealed class IssuerMarker;
}
