namespace Backend.Host.DevelopmentIssuer;

/// <summary>What the sign-in page's browser may do: no scripts, no frames, one style sheet.</summary>
internal static class SignInHeaders
{
    public static void Apply(HttpResponse response, string redirectUri)
    {
        // Browsers hold form-action against the redirect that answers the form, so the client's address is named too.
        var client = new Uri(redirectUri).GetLeftPart(UriPartial.Authority);
        response.Headers.ContentSecurityPolicy =
            $"default-src 'none'; style-src 'self'; form-action 'self' {client}; frame-ancestors 'none'; base-uri 'none'";
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.XFrameOptions = "DENY";
        response.Headers["Referrer-Policy"] = "same-origin";
        response.Headers.CacheControl = "no-store";
    }
}
