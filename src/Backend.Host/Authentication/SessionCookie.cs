namespace Backend.Host.Authentication;

/// <summary>The cookie with a session's secret.</summary>
internal sealed class SessionCookie(PublicAddress address)
{
    // The __Host- prefix binds the cookie to this host and to https, which browsers accept over https only.
    private bool IsHttps => address.Value.Scheme == Uri.UriSchemeHttps;

    private string Name => IsHttps ? "__Host-backend-session" : "backend-session";

    public string? Read(HttpRequest request) => request.Cookies[Name] is { Length: > 0 } secret ? secret : null;

    public void Write(HttpResponse response, string secret) => response.Cookies.Append(Name, secret, Options());

    public void Delete(HttpResponse response) => response.Cookies.Delete(Name, Options());

    // Lax: the link back from the provider, and any link from elsewhere, comes signed in; what other sites post does not.
    private CookieOptions Options() => new() { HttpOnly = true, Secure = IsHttps, SameSite = SameSiteMode.Lax, Path = "/", IsEssential = true };
}
