using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Backend.Benchmarks.Http;

/// <summary>
/// An OpenID Connect issuer with a certificate of its own, so that the server runs as in production: the development issuer
/// inside the server would cost every request something.
/// </summary>
internal sealed class TestIssuer : IAsyncDisposable
{
    public const string Audience = "backend";
    public const string Subject = "ada";

    private readonly RsaSecurityKey key = new(RSA.Create(2048)) { KeyId = "benchmark" };
    private readonly WebApplication app;

    private TestIssuer(WebApplication app, string folder) => (this.app, CertificatePath) = (app, Path.Combine(folder, "issuer.pem"));

    /// <summary>The certificate that the servers must trust.</summary>
    public string CertificatePath { get; }

    public string Authority => app.Urls.First() + "/";

    public static async Task<TestIssuer> StartAsync(string folder)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var certificate = CreateCertificate();
        builder.WebHost.UseKestrelHttpsConfiguration().UseUrls("https://127.0.0.1:0")
            .ConfigureKestrel(kestrel => kestrel.ConfigureHttpsDefaults(https => https.ServerCertificate = certificate));
        var issuer = new TestIssuer(builder.Build(), folder);
        await File.WriteAllTextAsync(issuer.CertificatePath, certificate.ExportCertificatePem());
        issuer.Map();
        await issuer.app.StartAsync();
        return issuer;
    }

    /// <summary>What tells a server of this kind to trust the issuer.</summary>
    public Dictionary<string, string> Environment() => new(StringComparer.Ordinal)
    {
        ["SSL_CERT_FILE"] = CertificatePath,
        ["Backend__Auth__Issuers__0__Authority"] = Authority,
        ["Backend__Auth__Issuers__0__Audience"] = Audience,
    };

    public string Token() => new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
    {
        TokenType = "at+jwt",
        Issuer = Authority,
        Audience = Audience,
        Expires = TimeProvider.System.GetUtcNow().AddHours(2).UtcDateTime,
        SigningCredentials = new(key, SecurityAlgorithms.RsaSha256),
        Claims = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            [JwtRegisteredClaimNames.Sub] = Subject,
            [JwtRegisteredClaimNames.Name] = "Ada Lovelace",
            ["client_id"] = "benchmark",
            ["scope"] = "openid profile email",
        },
    });

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        key.Rsa.Dispose();
    }

    private void Map()
    {
        app.MapGet("/.well-known/openid-configuration", () => new { issuer = Authority, jwks_uri = Authority + "keys" });
        app.MapGet("/keys", () => new { keys = new[] { Public(JsonWebKeyConverter.ConvertFromRSASecurityKey(key)) } });

        static object Public(JsonWebKey jwk) => new { kty = jwk.Kty, kid = jwk.Kid, use = "sig", alg = "RS256", n = jwk.N, e = jwk.E };
    }

    private static X509Certificate2 CreateCertificate()
    {
        using var rsa = RSA.Create(2048);
        var request = new CertificateRequest("CN=127.0.0.1", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(System.Net.IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, false, 0, critical: true));
        var now = TimeProvider.System.GetUtcNow();
        return request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
    }
}
