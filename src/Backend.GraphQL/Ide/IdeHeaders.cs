using Microsoft.AspNetCore.Http;

namespace Backend.GraphQL;

/// <summary>What the browser may do with the page and, in its frame, with the IDE: talk to this server, and to nobody else.</summary>
internal static class IdeHeaders
{
    private const string Page =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; frame-src 'self'; "
        + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    public static void ApplyToPage(HttpContext context)
    {
        Apply(context.Response);
        context.Response.Headers.ContentSecurityPolicy = Page;
        context.Response.Headers.XFrameOptions = "DENY";
    }

    public static void ApplyToFrame(HttpContext context)
    {
        Apply(context.Response);

        // The IDE compiles its JSON schemas to functions (ajv), writes its styles as it runs (styled-components, Monaco) and draws
        // icons from data: addresses. Sockets are named, because not every browser counts them as 'self'.
        var host = context.Request.Host;
        context.Response.Headers.ContentSecurityPolicy =
            "default-src 'none'; script-src 'self' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
            + "font-src 'self' data:; "
            + $"connect-src 'self' ws://{host} wss://{host}; worker-src 'self'; manifest-src 'self'; "
            + "base-uri 'none'; form-action 'none'; frame-ancestors 'self'";
        context.Response.Headers.XFrameOptions = "SAMEORIGIN";
    }

    private static void Apply(HttpResponse response)
    {
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers["Referrer-Policy"] = "same-origin";
        response.Headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=(), payment=(), usb=()";
        response.Headers["Cross-Origin-Opener-Policy"] = "same-origin";
        response.Headers["Cross-Origin-Resource-Policy"] = "same-origin";
    }
}
