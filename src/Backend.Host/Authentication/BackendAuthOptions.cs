using Backend.Contracts.Identity;

namespace Backend.Host.Authentication;

/// <summary>Who may sign in: the section <c>Backend:Auth</c>.</summary>
internal sealed record BackendAuthOptions
{
    public const string Section = "Backend:Auth";

    /// <summary>Whether the server is its own issuer, with demo people and no passwords; by default in Development with no other issuer.</summary>
    public bool? DevelopmentIssuer { get; init; }

    /// <summary>The OpenID Connect providers whose tokens are accepted.</summary>
    public IReadOnlyList<IssuerOptions> Issuers { get; init; } = [];

    /// <summary>Other origins whose pages may call this server from a browser, such as <c>https://app.example.com</c>.</summary>
    public IReadOnlyList<string> AllowedOrigins { get; init; } = [];

    public bool UsesDevelopmentIssuer(IHostEnvironment environment) =>
        DevelopmentIssuer ?? (Issuers.Count == 0 && environment.IsDevelopment());
}

/// <summary>One OpenID Connect provider: the section <c>Backend:Auth:Issuers:0</c>, <c>:1</c> and so on.</summary>
internal sealed record IssuerOptions
{
    /// <summary>What kind of provider it is.</summary>
    public IssuerKind Kind { get; init; }

    /// <summary>Of Entra ID, the ids of the tenants whose people may sign in; <c>organizations</c> for all.</summary>
    public IReadOnlyList<string> TenantIds { get; init; } = [];

    /// <summary>The provider's address, below which its discovery document is found; of Entra ID it need not be set.</summary>
    public string Authority
    {
        get => field.Length == 0 && Kind == IssuerKind.EntraId ? EntraId.Authority(this) : field;
        init => field = value ?? "";
    } = "";

    /// <summary>The audience that access tokens must be made for.</summary>
    public string Audience { get; init; } = "";

    /// <summary>The tokens' <c>iss</c>, where it differs from the authority.</summary>
    public string? Issuer { get; init; }

    /// <summary>The client by which browsers sign in here; without one, the provider's bearer tokens are accepted and nothing more.</summary>
    public string? ClientId { get; init; }

    /// <summary>The client's secret, if it has one.</summary>
    public string? ClientSecret { get; init; }

    /// <summary>The accepted <c>typ</c> headers; by default <c>at+jwt</c> and, because many providers send it, <c>JWT</c>.</summary>
    public IReadOnlyList<string>? TokenTypes { get; init; }

    /// <summary>Scopes that a browser's sign-in asks for beside <c>openid profile email</c>.</summary>
    public IReadOnlyList<string>? Scopes { get; init; }

    /// <summary>Whether it asks for <c>offline_access</c>; by default where the provider says that it has it.</summary>
    public bool? OfflineAccess { get; init; }

    /// <summary>The <c>prompt</c> that it sends, such as <c>consent</c>, without which some providers give no refresh token.</summary>
    public string? Prompt { get; init; }

    /// <summary>The clients (<c>azp</c>, <c>client_id</c>) whose tokens are accepted; by default those of all.</summary>
    public IReadOnlyList<string>? AllowedClients { get; init; }

    /// <summary>In which claims the server finds what.</summary>
    public ClaimsMapping Claims { get; init; } = new();

    /// <summary>What groups and roles at the issuer give their people here.</summary>
    public IReadOnlyList<GroupRule> GroupRules { get; init; } = [];

    public bool Issues(string? issuer) => issuer is not null && (Kind == IssuerKind.EntraId
        ? EntraId.Issues(this, issuer)
        : issuer.TrimEnd('/') == (string.IsNullOrEmpty(Issuer) ? Authority : Issuer).TrimEnd('/'));

    /// <summary>Whether it is on this machine or in a network of its own, such as that of containers: no name on the Internet is without a dot.</summary>
    public bool IsNearby => IsLoopback || (Uri.TryCreate(Authority, UriKind.Absolute, out var uri) && uri.HostNameType == UriHostNameType.Dns && !uri.Host.Contains('.', StringComparison.Ordinal));

    public bool IsLoopback => Uri.TryCreate(Authority, UriKind.Absolute, out var uri) && uri.IsLoopback;
}
