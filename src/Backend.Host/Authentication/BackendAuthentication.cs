using Backend.Contracts.Identity;
using Backend.Host.DevelopmentIssuer;
using Backend.Platform;
using Backend.Platform.Security;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Backend.Host.Authentication;

/// <summary>Bearer tokens of any OpenID Connect issuer, and a session cookie for browsers.</summary>
internal static class BackendAuthentication
{
    /// <summary>The default scheme: a bearer token where one is presented, else the session cookie.</summary>
    public const string Scheme = "backend";

    public static IServiceCollection AddBackendAuthentication(
        this IServiceCollection services, IConfiguration configuration, IHostEnvironment environment)
    {
        var section = configuration.GetSection(BackendAuthOptions.Section);
        var options = section.Get<BackendAuthOptions>() ?? new();
        var development = options.UsesDevelopmentIssuer(environment);

        services.AddOptions<BackendAuthOptions>().Bind(section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<BackendAuthOptions>, BackendAuthOptionsValidator>();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<PublicAddress>();
        services.TryAddSingleton<IPublicAddress>(provider => provider.GetRequiredService<PublicAddress>());
        services.TryAddSingleton(DataDirectory.From(configuration, environment));
        services.AddSingleton<AllowedOrigins>();
        services.AddSingleton<FailedSignIns>();
        services.AddCors();
        services.AddScoped<ITokenAuthenticator, TokenAuthenticator>();
        services.AddSharedKeys(configuration);

        var builder = services.AddAuthentication(Scheme);
        builder.AddPolicyScheme(Scheme, null, policy => policy.ForwardDefaultSelector = context =>
            BearerSchemes.PresentedToken(context.Request) is { } token
                ? context.RequestServices.GetRequiredService<BearerSchemes>().Select(token)
                : BrowserSession.Scheme);
        builder.AddScheme<AuthenticationSchemeOptions, BrowserSessionHandler>(BrowserSession.Scheme, null, _ => { });
        BearerSchemes.Register(builder, options, development);
        BrowserSignIn.Register(builder, options, development);
        services.AddAuthorization();
        return development
            ? services.AddDevelopmentIssuer(configuration, environment)
            : services.AddSingleton<IDevelopmentIssuer, NoDevelopmentIssuer>();
    }

    /// <summary>
    /// Finds out who is calling, ends requests whose bearer token is not valid, and guards session cookies. Authorization is
    /// part of it, because left to itself ASP.NET Core would put it before all this.
    /// </summary>
    public static IApplicationBuilder UseBackendAuthentication(this IApplicationBuilder app) => app
        .UseSecurityHeaders()
        .UseDevelopmentIssuer()
        .UseAllowedOrigins()
        .UseAuthentication()
        .UseMiddleware<PresentedTokenMiddleware>()
        .UseCookieCallerProtection()
        .UseAuthorization();

    /// <summary>Refuses what other sites do with a person's session cookie.</summary>
    public static IApplicationBuilder UseCookieCallerProtection(this IApplicationBuilder app) =>
        app.UseMiddleware<CookieCallerProtection>();

    /// <summary>Maps <c>/auth/login</c>, <c>/auth/logout</c>, <c>/auth/me</c> and, in Development, the sign-in page.</summary>
    public static IEndpointRouteBuilder MapBackendAuthentication(this IEndpointRouteBuilder endpoints)
    {
        SignInEndpoints.Map(endpoints);
        return endpoints.MapDevelopmentIssuer();
    }
}
