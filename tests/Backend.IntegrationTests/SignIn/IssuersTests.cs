using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Backend.Host;
using Microsoft.AspNetCore.Builder;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Backend.IntegrationTests.SignIn;

/// <summary>A server that trusts two issuers: the shared server, and one that does not answer.</summary>
[Collection(ServerCollection.Name)]
public sealed class IssuersTests(BackendServer issuer) : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("backend-test-").FullName;
    private readonly HttpClient client = new();
    private WebApplication? app;

    public async Task InitializeAsync()
    {
        app = BackendApplication.Create(
        [
            "--environment=Development", "--urls=http://127.0.0.1:0", $"--Backend:DataDirectory={folder}", "--Logging:LogLevel:Default=None",
            $"--Backend:Auth:Issuers:0:Authority={issuer.Address}", "--Backend:Auth:Issuers:0:Audience=backend-api",
            "--Backend:Auth:Issuers:1:Authority=http://127.0.0.1:1/", "--Backend:Auth:Issuers:1:Audience=backend-api",
        ]);
        await app.StartAsync();
        client.BaseAddress = new(app.Urls.First());
    }

    public async Task DisposeAsync()
    {
        client.Dispose();
        await app!.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_token_of_a_trusted_issuer_is_accepted()
    {
        using var answer = await SendAsync(issuer.Token("ada"));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task A_token_whose_issuer_does_not_answer_is_neither_accepted_nor_refused()
    {
        using var key = System.Security.Cryptography.RSA.Create(2048);
        var token = new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = "http://127.0.0.1:1/",
            Audience = "backend-api",
            SigningCredentials = new(new RsaSecurityKey(key) { KeyId = "unknown" }, SecurityAlgorithms.RsaSha256),
        });
        using var answer = await SendAsync(token);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Equal("UNAVAILABLE", (await answer.Content.ReadFromJsonAsync<JsonElement>()).Text("errors.0.extensions.code"));
    }

    [Fact]
    public async Task With_issuers_configured_the_server_is_none_itself()
    {
        using var answer = await client.GetAsync(new Uri(".well-known/openid-configuration", UriKind.Relative));
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task Without_a_client_browsers_learn_which_key_to_set()
    {
        using var answer = await client.GetAsync(new Uri("auth/login", UriKind.Relative));
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("Backend__Auth__Issuers__0__ClientId", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private async Task<HttpResponseMessage> SendAsync(string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "auth/me");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return await client.SendAsync(request);
    }
}
