namespace Backend.Host.Authentication;

/// <summary>
/// What browsers may do with an answer: by default nothing but read it. Pages, which are few, say what they need themselves.
/// </summary>
internal static class SecurityHeaders
{
    private const string Nothing = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    public static IApplicationBuilder UseSecurityHeaders(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        var headers = context.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers.ContentSecurityPolicy = Nothing;
        headers["Referrer-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=(), payment=(), usb=()";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        if (context.Request.IsHttps || context.RequestServices.GetRequiredService<PublicAddress>() is { IsConfigured: true, Value.Scheme: "https" })
            headers.StrictTransportSecurity = "max-age=31536000";
        return next(context);
    });

    /// <summary>Lets the pages of the origins that the operator named call the API.</summary>
    public static IApplicationBuilder UseAllowedOrigins(this IApplicationBuilder app) =>
        app.ApplicationServices.GetRequiredService<AllowedOrigins>() is { IsEmpty: false } origins
            ? app.UseWhen(
                context => context.Request.Path.StartsWithSegments("/graphql", StringComparison.Ordinal)
                    || context.Request.Path.StartsWithSegments("/imports", StringComparison.Ordinal)
                    || context.Request.Path == "/auth/me",
                branch => branch.UseCors(origins.Configure))
            : app;
}
