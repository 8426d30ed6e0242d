using System.Globalization;
using System.Text.Json.Nodes;

namespace Backend.IntegrationTests.SignIn;

/// <summary>Tokens in the manner of Microsoft Entra ID, where one authority speaks for many tenants.</summary>
public sealed class EntraIdTests
{
    private const string Tenant = "0b53a2f1-6a5e-4c3a-9d0a-3a5f6b1c2d3e";
    private const string OtherTenant = "9c1e2d3f-0a1b-4c5d-8e9f-a0b1c2d3e4f5";
    private const string Stranger = "11111111-2222-4333-8444-555555555555";

    [Fact]
    public async Task People_of_the_tenants_are_let_in_and_nobody_else()
    {
        await using var issuer = new TestIssuer();
        await issuer.StartAsync();
        await using var server = new EntraServer(issuer, $"TenantIds:0={Tenant}", $"TenantIds:1={OtherTenant}");
        await server.InitializeAsync();
        Assert.Equal(200, await server.SendAsync(Token(issuer, Tenant)));
        Assert.Equal(200, await server.SendAsync(Token(issuer, OtherTenant)));
        Assert.Equal(401, await server.SendAsync(Token(issuer, Stranger)));
        Assert.Equal(401, await server.SendAsync(Token(issuer, Tenant, body => body["iss"] = $"{issuer.Address}{OtherTenant}/v2.0")));
        Assert.Equal(401, await server.SendAsync(Token(issuer, Tenant, body => body["aud"] = "another-api")));
        Assert.Equal(401, await server.SendAsync(Token(issuer, Tenant, body => body["iss"] = $"https://elsewhere.example/{Tenant}/v2.0")));
        Assert.Equal(401, await server.SendAsync(Token(issuer, Tenant, body => body["exp"] = 1)));
        Assert.Equal(401, await server.SendAsync(issuer.Token(payload: body => Change(issuer, body, Tenant), key: TestKey.Create("first"))));
    }

    private static string Token(TestIssuer issuer, string tenant, Action<JsonObject>? change = null) => issuer.Token(
        payload: body =>
        {
            Change(issuer, body, tenant);
            change?.Invoke(body);
        },
        header: head => head["typ"] = "JWT");

    private static void Change(TestIssuer issuer, JsonObject body, string tenant)
    {
        body["iss"] = string.Create(CultureInfo.InvariantCulture, $"{issuer.Address}{tenant}/v2.0");
        body["tid"] = tenant;
        body["ver"] = "2.0";
        body["scp"] = "access_as_user";
    }

    private sealed class EntraServer(TestIssuer issuer, params string[] settings) : IAsyncDisposable
    {
        private readonly BackendServer server = new(
            ["Backend:Auth:Issuers:0:Kind=EntraId", $"Backend:Auth:Issuers:0:Authority={issuer.Address}organizations/v2.0", $"Backend:Auth:Issuers:0:Audience={TestIssuer.Audience}",
             "Backend:Auth:DevelopmentIssuer=true", .. settings.Select(setting => $"Backend:Auth:Issuers:0:{setting}")]);

        public Task InitializeAsync() => server.InitializeAsync();

        public async Task<int> SendAsync(string token)
        {
            using var http = new HttpClient { BaseAddress = server.Address };
            using var request = new HttpRequestMessage(HttpMethod.Post, "graphql") { Content = System.Net.Http.Json.JsonContent.Create(new { query = "{ viewer { id } }" }) };
            request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {token}");
            using var answer = await http.SendAsync(request);
            return (int)answer.StatusCode;
        }

        public async ValueTask DisposeAsync() => await server.DisposeAsync();
    }
}
