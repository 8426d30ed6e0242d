using Backend.Host.Authentication;

namespace Backend.Host.DevelopmentIssuer;

/// <summary>The clients that may ask the development issuer for tokens, and where it may send people back to.</summary>
internal static class DevelopmentClients
{
    /// <summary>The server's own browser sign-in.</summary>
    public const string BrowserId = "backend-ide";

    /// <summary>Frontends under development, on this machine.</summary>
    public const string DeveloperId = "backend-dev";

    /// <summary>The audience of the access tokens.</summary>
    public const string Audience = "backend-api";

    /// <summary>
    /// The issuer as sessions remember it. Other providers are known by their address; this one stands wherever a server of the
    /// same database stands, which is another address on every node and after every change of port.
    /// </summary>
    public const string Provider = "development";

    /// <summary>The issuer as the browser sign-in is configured for it, like any other.</summary>
    public static IssuerOptions Browser(PublicAddress address) =>
        new() { Authority = address.Value.AbsoluteUri, Audience = Audience, ClientId = BrowserId };

    public static bool IsKnown(string? clientId) => clientId is BrowserId or DeveloperId;

    public static bool MayReturnTo(string? clientId, string? redirectUri, PublicAddress address) => clientId switch
    {
        BrowserId => IsOwn(redirectUri, address, BrowserSignIn.CallbackPath),
        DeveloperId => Parse(redirectUri) is { IsLoopback: true },
        _ => false,
    };

    public static bool MaySignOutTo(string? clientId, string? redirectUri, PublicAddress address) =>
        IsOwn(redirectUri, address, BrowserSignIn.SignedOutPath)
        || (clientId is DeveloperId && Parse(redirectUri) is { IsLoopback: true });

    // RFC 8252, 7.3: a loopback address may use any port. The server itself is reached as localhost and as 127.0.0.1 alike.
    private static bool IsOwn(string? redirectUri, PublicAddress address, string path) =>
        Parse(redirectUri) is { } uri
        && (uri.IsLoopback || uri.GetLeftPart(UriPartial.Authority) == address.Origin)
        && WithoutIndex(uri.AbsolutePath).EndsWith(path, StringComparison.Ordinal);

    // Where other providers come before it, this one's paths carry its place.
    private static string WithoutIndex(string path) => path.TrimEnd("0123456789".ToCharArray()).TrimEnd('/');

    private static Uri? Parse(string? uri) =>
        Uri.TryCreate(uri, UriKind.Absolute, out var parsed)
        && parsed.Scheme is "http" or "https" && parsed.Fragment.Length == 0 && parsed.UserInfo.Length == 0
            ? parsed
            : null;
}
