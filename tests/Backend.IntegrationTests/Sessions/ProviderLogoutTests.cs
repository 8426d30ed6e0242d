using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.IdentityModel.Tokens;

namespace Backend.IntegrationTests.Sessions;

/// <summary>Sign-outs of which a provider tells: OpenID Connect Back-Channel and Front-Channel Logout 1.0.</summary>
[Collection(SessionCollection.Name)]
public sealed class ProviderLogoutTests(SessionServer servers)
{
    private const string Event = "http://schemas.openid.net/event/backchannel-logout";

    [Theory]
    [InlineData("sid")]
    [InlineData("sub")]
    [InlineData("both")]
    public async Task Logout_token_ends_the_session(string names)
    {
        using var browser = await servers.SignInAsync();
        var token = Token(claims =>
        {
            if (names == "sub")
                claims.Remove("sid");
            if (names == "sid")
                claims.Remove("sub");
        });
        Assert.Equal(HttpStatusCode.OK, await SendAsync(token));
        Assert.Null(await browser.NameAsync());
    }

    [Fact]
    public async Task Logout_token_is_heard_once()
    {
        using var browser = await servers.SignInAsync();
        var token = Token(claims => claims.Remove("sid"));
        Assert.Equal(HttpStatusCode.OK, await SendAsync(token));
        await browser.SignInAsync();
        Assert.Equal(HttpStatusCode.BadRequest, await SendAsync(token));
        Assert.NotNull(await browser.NameAsync());
    }

    [Fact]
    public async Task Logout_token_of_another_session_ends_nothing()
    {
        using var browser = await servers.SignInAsync();
        Assert.Equal(HttpStatusCode.OK, await SendAsync(Token(claims => claims["sid"] = "another")));
        Assert.NotNull(await browser.NameAsync());
    }

    [Theory]
    [InlineData("iss")]
    [InlineData("aud")]
    [InlineData("iat")]
    [InlineData("iat of an hour ago")]
    [InlineData("iat in an hour")]
    [InlineData("expired")]
    [InlineData("jti")]
    [InlineData("events")]
    [InlineData("another event")]
    [InlineData("event that is no object")]
    [InlineData("nonce")]
    [InlineData("neither sid nor sub")]
    [InlineData("typ of an access token")]
    [InlineData("key of somebody else")]
    [InlineData("HMAC with the public key")]
    [InlineData("no signature")]
    [InlineData("no token")]
    public async Task Logout_token_with_a_fault_is_refused(string fault)
    {
        using var browser = await servers.SignInAsync();
        Assert.Equal(HttpStatusCode.BadRequest, await SendAsync(Faulty(fault)));
        Assert.NotNull(await browser.NameAsync());
    }

    [Fact]
    public async Task Id_token_does_not_pass_for_a_logout_token()
    {
        using var browser = await servers.SignInAsync();
        var idToken = servers.Provider.Sign(
            new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                ["iss"] = servers.Provider.Issuer,
                ["aud"] = FakeProvider.ClientId,
                ["sub"] = "fay",
                ["sid"] = servers.Provider.SessionId,
                ["iat"] = FakeProvider.Seconds(),
                ["exp"] = FakeProvider.Seconds(TimeSpan.FromMinutes(1)),
                ["nonce"] = "n",
                ["jti"] = "id-token",
            },
            "JWT");
        Assert.Equal(HttpStatusCode.BadRequest, await SendAsync(idToken));
        Assert.NotNull(await browser.NameAsync());
    }

    [Fact]
    public async Task Front_channel_ends_the_session_that_it_names()
    {
        using var browser = await servers.SignInAsync();
        using var frame = new HttpClient { BaseAddress = servers.Server.Address };
        using var wrong = await frame.GetAsync(new Uri($"auth/frontchannel-logout?iss={Uri.EscapeDataString(servers.Provider.Issuer)}", UriKind.Relative));
        using var foreign = await frame.GetAsync(new Uri($"auth/frontchannel-logout?iss=https://elsewhere.example&sid={servers.Provider.SessionId}", UriKind.Relative));
        Assert.Contains("frame-ancestors 'none'", string.Join(' ', foreign.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        Assert.NotNull(await browser.NameAsync());
        using var answer = await frame.GetAsync(new Uri(
            $"auth/frontchannel-logout?iss={Uri.EscapeDataString(servers.Provider.Issuer)}&sid={servers.Provider.SessionId}", UriKind.Relative));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains($"frame-ancestors {servers.Provider.Issuer}", string.Join(' ', answer.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        Assert.True(answer.Headers.CacheControl!.NoStore);
        Assert.Null(await browser.NameAsync());
    }

    private string Faulty(string fault)
    {
        if (fault == "no token")
            return "nothing of the kind";
        if (fault == "no signature")
        {
            var parts = Token(_ => { }).Split('.');
            return $"{Base64UrlEncoder.Encode("""{"alg":"none","typ":"logout+jwt"}""")}.{parts[1]}.";
        }

        using var other = RSA.Create(2048);
        var credentials = fault switch
        {
            "key of somebody else" => new SigningCredentials(new RsaSecurityKey(other) { KeyId = "one" }, SecurityAlgorithms.RsaSha256),
            "HMAC with the public key" => new SigningCredentials(
                new SymmetricSecurityKey(Encoding.ASCII.GetBytes(servers.Provider.Key.Rsa.ExportSubjectPublicKeyInfoPem())) { KeyId = "one" }, SecurityAlgorithms.HmacSha256),
            _ => null,
        };
        return Token(claims => Change(claims, fault), fault == "typ of an access token" ? "at+jwt" : "logout+jwt", credentials);
    }

    private static void Change(Dictionary<string, object?> claims, string fault)
    {
        switch (fault)
        {
            case "iss": claims["iss"] = "https://elsewhere.example"; break;
            case "aud": claims["aud"] = "somebody-else"; break;
            case "iat": case "jti": case "events": claims.Remove(fault); break;
            case "iat of an hour ago": claims["iat"] = FakeProvider.Seconds(-TimeSpan.FromHours(1)); break;
            case "iat in an hour": claims["iat"] = FakeProvider.Seconds(TimeSpan.FromHours(1)); break;
            case "expired": claims["exp"] = FakeProvider.Seconds(-TimeSpan.FromMinutes(1)); break;
            case "another event": claims["events"] = Events("http://schemas.openid.net/event/another", new Dictionary<string, object>(StringComparer.Ordinal)); break;
            case "event that is no object": claims["events"] = Events(Event, "yes"); break;
            case "nonce": claims["nonce"] = "n"; break;
            case "neither sid nor sub": claims.Remove("sid"); claims.Remove("sub"); break;
        }
    }

    private string Token(Action<Dictionary<string, object?>> change, string type = "logout+jwt", SigningCredentials? credentials = null)
    {
        var claims = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["iss"] = servers.Provider.Issuer,
            ["aud"] = FakeProvider.ClientId,
            ["sub"] = "fay",
            ["sid"] = servers.Provider.SessionId,
            ["iat"] = FakeProvider.Seconds(),
            ["exp"] = FakeProvider.Seconds(TimeSpan.FromMinutes(2)),
            ["jti"] = RandomNumberGenerator.GetHexString(16),
            ["events"] = Events(Event, new Dictionary<string, object>(StringComparer.Ordinal)),
        };
        change(claims);
        return servers.Provider.Sign(claims, type, credentials);
    }

    private static Dictionary<string, object> Events(string name, object value) => new(StringComparer.Ordinal) { [name] = value };

    private async Task<HttpStatusCode> SendAsync(string token)
    {
        using var provider = new HttpClient { BaseAddress = servers.Server.Address };
        using var form = new FormUrlEncodedContent([new("logout_token", token)]);
        using var answer = await provider.PostAsync(new Uri("auth/backchannel-logout", UriKind.Relative), form);
        Assert.True(answer.Headers.CacheControl!.NoStore);
        return answer.StatusCode;
    }
}
