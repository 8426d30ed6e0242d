using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Backend.IntegrationTests.Sessions;

/// <summary>
/// An OpenID Connect provider that does what a test tells it, also wrongly. It keeps to what a good one checks: codes and
/// refresh tokens are used once, and PKCE holds.
/// </summary>
public sealed class FakeProvider : IAsyncDisposable
{
    public const string ClientId = "backend";

    private readonly WebApplication app;
    private readonly RSA rsa = RSA.Create(2048);
    private readonly ConcurrentDictionary<string, Grant> grants = new(StringComparer.Ordinal);
    private int number;
    private int refreshes;

    private FakeProvider()
    {
        Key = new RsaSecurityKey(rsa) { KeyId = "one" };
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        app = builder.Build();
        app.MapGet("/.well-known/openid-configuration", () => Discovery(Issuer));
        // As Microsoft Entra ID has it, where one document is for all tenants.
        app.MapGet("/organizations/v2.0/.well-known/openid-configuration", () => Discovery($"{Issuer}/{{tenantid}}/v2.0"));
        app.MapGet("/jwks", () => Results.Text(Jwks(), "application/json"));
        app.MapGet("/authorize", Authorize);
        app.MapPost("/token", (Delegate)TokenAsync);
    }

    public string Issuer => app.Urls.First();

    public RsaSecurityKey Key { get; }

    /// <summary>The person who signs in.</summary>
    public string Subject { get; set; } = "fay";

    /// <summary>The person in tokens of a refresh; null for who signed in.</summary>
    public string? RefreshedSubject { get; set; }

    /// <summary>The nonce in id tokens; null for the one that was asked for.</summary>
    public string? Nonce { get; set; }

    /// <summary>Claims of id tokens beside, or instead of, those that they have.</summary>
    public IReadOnlyDictionary<string, object> Extra { get; set; } = new Dictionary<string, object>(StringComparer.Ordinal);

    public string SessionId { get; set; } = "sid-1";

    public int ExpiresIn { get; set; } = 3600;

    /// <summary>Whether every token request fails as if the provider were broken.</summary>
    public bool IsDown { get; set; }

    /// <summary>Whether refresh tokens are refused as if access were withdrawn.</summary>
    public bool Refuses { get; set; }

    /// <summary>The scope that was asked for last.</summary>
    public string Scope { get; private set; } = "";

    public int Refreshes => Volatile.Read(ref refreshes);

    public static async Task<FakeProvider> StartAsync()
    {
        var provider = new FakeProvider();
        await provider.app.StartAsync();
        return provider;
    }

    /// <summary>Goes back to what is right.</summary>
    public void Reset()
    {
        (Subject, RefreshedSubject, Nonce, SessionId, ExpiresIn, IsDown, Refuses) = ("fay", null, null, $"sid-{Interlocked.Increment(ref number)}", 3600, false, false);
        Volatile.Write(ref refreshes, 0);
    }

    /// <summary>Signs any claims.</summary>
    public string Sign(IDictionary<string, object?> claims, string? type, SigningCredentials? credentials = null) =>
        new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            TokenType = type,
            SigningCredentials = credentials ?? new(Key, SecurityAlgorithms.RsaSha256),
            Claims = claims.Where(claim => claim.Value is not null).ToDictionary(claim => claim.Key, claim => claim.Value!, StringComparer.Ordinal),
        });

    public static long Seconds(TimeSpan fromNow = default) => (TimeProvider.System.GetUtcNow() + fromNow).ToUnixTimeSeconds();

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        rsa.Dispose();
    }

    private Dictionary<string, object> Discovery(string issuer) => new(StringComparer.Ordinal)
    {
        ["issuer"] = issuer,
        ["authorization_endpoint"] = $"{Issuer}/authorize",
        ["token_endpoint"] = $"{Issuer}/token",
        ["jwks_uri"] = $"{Issuer}/jwks",
        ["scopes_supported"] = new[] { "openid", "profile", "email", "offline_access" },
    };

    private string Jwks()
    {
        var key = JsonWebKeyConverter.ConvertFromRSASecurityKey(new RsaSecurityKey(rsa.ExportParameters(false)) { KeyId = Key.KeyId });
        return $$"""{"keys":[{"kty":"RSA","use":"sig","alg":"RS256","kid":"{{key.Kid}}","n":"{{key.N}}","e":"{{key.E}}"}]}""";
    }

    private IResult Authorize(HttpContext context)
    {
        var query = context.Request.Query;
        Scope = query["scope"].ToString();
        var code = $"code-{Interlocked.Increment(ref number)}";
        grants[code] = new(Subject, query["nonce"].ToString(), query["code_challenge"].ToString());
        return Results.Redirect($"{query["redirect_uri"]}?code={code}&state={Uri.EscapeDataString(query["state"].ToString())}");
    }

    private async Task<IResult> TokenAsync(HttpContext context)
    {
        var form = await context.Request.ReadFormAsync();
        var isRefresh = form["grant_type"] == "refresh_token";
        if (isRefresh)
            Interlocked.Increment(ref refreshes);
        if (IsDown)
            return Results.Text("out of order", statusCode: 502);
        if (!grants.TryRemove((isRefresh ? form["refresh_token"] : form["code"]).ToString(), out var grant) || (isRefresh && Refuses)
            || (!isRefresh && grant.Challenge != Base64UrlEncoder.Encode(SHA256.HashData(Encoding.ASCII.GetBytes(form["code_verifier"].ToString())))))
            return Results.Json(new { error = "invalid_grant" }, statusCode: 400);
        var refresh = $"refresh-{Interlocked.Increment(ref number)}";
        grants[refresh] = grant;
        return Results.Json(new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["access_token"] = "access",
            ["token_type"] = "Bearer",
            ["expires_in"] = ExpiresIn,
            ["refresh_token"] = refresh,
            ["id_token"] = Sign(
                With(new(StringComparer.Ordinal)
                {
                    ["iss"] = Issuer,
                    ["aud"] = ClientId,
                    ["sub"] = isRefresh ? RefreshedSubject ?? grant.Subject : grant.Subject,
                    ["sid"] = SessionId,
                    ["iat"] = Seconds(),
                    ["exp"] = Seconds(TimeSpan.FromMinutes(5)),
                    ["nonce"] = isRefresh ? null : Nonce ?? grant.Nonce,
                    ["name"] = isRefresh ? "Fay Renewed" : "Fay Example",
                    ["email"] = "fay@example.com",
                }),
                "JWT"),
        });
    }

    private Dictionary<string, object?> With(Dictionary<string, object?> claims)
    {
        foreach (var (name, value) in Extra)
            claims[name] = value;
        return claims;
    }

    private sealed record Grant(string Subject, string Nonce, string Challenge);
}
