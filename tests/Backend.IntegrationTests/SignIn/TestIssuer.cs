using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.IdentityModel.Tokens;

namespace Backend.IntegrationTests.SignIn;

/// <summary>An issuer that counts how often it is asked, and whose keys can be changed.</summary>
internal sealed class TestIssuer : IAsyncDisposable
{
    public const string Audience = "backend-api";

    private readonly WebApplication app;
    private int fetches;
    private int strays;

    public TestIssuer()
    {
        var builder = WebApplication.CreateSlimBuilder(["--urls=http://127.0.0.1:0", "--Logging:LogLevel:Default=None"]);
        app = builder.Build();
        app.Run(AnswerAsync);
    }

    public TestKey Key { get; private set; } = TestKey.Create("first");

    public IReadOnlyList<TestKey> Published { get; set; } = [];

    public bool IsAway { get; set; }

    /// <summary>How often its keys were fetched.</summary>
    public int Fetches => Volatile.Read(ref fetches);

    /// <summary>How often somebody asked for what only a forged token names.</summary>
    public int Strays => Volatile.Read(ref strays);

    public string Address { get; private set; } = "";

    public async Task StartAsync()
    {
        Published = [Key];
        await app.StartAsync();
        Address = app.Urls.First() + "/";
    }

    /// <summary>A well-made token of somebody, changed at will.</summary>
    public string Token(string subject = "ann", Action<JsonObject>? payload = null, Action<JsonObject>? header = null, TestKey? key = null)
    {
        key ??= Key;
        var head = new JsonObject { ["alg"] = "RS256", ["typ"] = "at+jwt", ["kid"] = key.Id };
        var body = Payload(subject);
        header?.Invoke(head);
        payload?.Invoke(body);
        return Jwt.Make(head.ToJsonString(), body.ToJsonString(), key.SignRs256);
    }

    public JsonObject Payload(string subject = "ann")
    {
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        return new()
        {
            ["iss"] = Address,
            ["aud"] = Audience,
            ["sub"] = subject,
            ["name"] = $"Person {subject}",
            ["iat"] = now,
            ["nbf"] = now,
            ["exp"] = now + 600,
        };
    }

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        if (IsAway)
        {
            context.Response.StatusCode = (int)HttpStatusCode.ServiceUnavailable;
            return;
        }

        switch (context.Request.Path.Value)
        {
            case { } path when path.EndsWith("/.well-known/openid-configuration", StringComparison.Ordinal):
                await context.Response.WriteAsJsonAsync(new Dictionary<string, string>(StringComparer.Ordinal) { ["issuer"] = Address, ["jwks_uri"] = $"{Address}jwks" });
                break;
            case "/jwks":
                Interlocked.Increment(ref fetches);
                await context.Response.WriteAsync(JsonSerializer.Serialize(new { keys = Published.Select(key => key.Jwk) }));
                break;
            default:
                Interlocked.Increment(ref strays);
                break;
        }
    }
}

/// <summary>A key, and the ways in which it signs.</summary>
internal sealed record TestKey(string Id, RSA Rsa)
{
    public static TestKey Create(string id) => new(id, RSA.Create(2048));

    public object Jwk
    {
        get
        {
            var key = Rsa.ExportParameters(includePrivateParameters: false);
            return new { kty = "RSA", use = "sig", alg = "RS256", kid = Id, n = Base64UrlEncoder.Encode(key.Modulus), e = Base64UrlEncoder.Encode(key.Exponent) };
        }
    }

    public byte[] SignRs256(byte[] text) => Rsa.SignData(text, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
}

/// <summary>Puts tokens together from their parts, whatever they are.</summary>
internal static class Jwt
{
    public static string Make(string header, string payload, Func<byte[], byte[]> sign)
    {
        var text = $"{Base64UrlEncoder.Encode(header)}.{Base64UrlEncoder.Encode(payload)}";
        return $"{text}.{Base64UrlEncoder.Encode(sign(System.Text.Encoding.ASCII.GetBytes(text)))}";
    }
}
