using System.Net;
using System.Security.Cryptography;

namespace Backend.IntegrationTests.Sessions;

/// <summary>Browsers that sign in at providers whose claims are mapped, and at Microsoft Entra ID; and sign-outs there.</summary>
public sealed class MappedSignInTests : IAsyncLifetime
{
    private const string Tenant = "0b53a2f1-6a5e-4c3a-9d0a-3a5f6b1c2d3e";
    private const string Stranger = "11111111-2222-4333-8444-555555555555";

    private FakeProvider? provider;
    private BackendServer? server;

    [Fact]
    public async Task Back_channel_logout_by_the_providers_own_subject_finds_who_is_known_by_another_claim()
    {
        await StartAsync("Claims:Subject=employee.number", $"Authority={provider!.Issuer}");
        provider.Extra = new Dictionary<string, object>(StringComparer.Ordinal) { ["employee"] = new Dictionary<string, object>(StringComparer.Ordinal) { ["number"] = "E-17" } };
        using var browser = new TestBrowser(server!.Address);
        await browser.SignInAsync();
        Assert.Equal("Fay Example", await browser.NameAsync());

        // What the server calls the person is not what the provider calls somebody else.
        Assert.Equal(HttpStatusCode.OK, await LogoutAsync(provider.Issuer, "E-17"));
        Assert.NotNull(await browser.NameAsync());
        Assert.Equal(HttpStatusCode.OK, await LogoutAsync(provider.Issuer, "fay"));
        Assert.Null(await browser.NameAsync());
    }

    [Fact]
    public async Task Sign_in_without_the_claim_that_the_subject_is_mapped_from_is_refused()
    {
        await StartAsync("Claims:Subject=employee.number", $"Authority={provider!.Issuer}");
        using var browser = new TestBrowser(server!.Address);
        using var answer = await browser.SignInAsync();
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Null(browser.Secret);
    }

    [Fact]
    public async Task Browser_signs_in_at_entra_id_and_is_signed_out_from_there()
    {
        await StartEntraAsync();
        provider!.Extra = Claims(Tenant);
        using var browser = new TestBrowser(server!.Address);
        using (var back = await browser.SignInAsync())
            Assert.Equal(HttpStatusCode.Redirect, back.StatusCode);
        Assert.Equal("Fay Example", await browser.NameAsync());
        var session = (await browser.QueryAsync("{ sessions { nodes { issuer } } }")).At("data.sessions.nodes.0");
        Assert.Equal($"{provider.Issuer}/{Tenant}/v2.0", session.Text("issuer"));
        Assert.Equal(HttpStatusCode.OK, await LogoutAsync($"{provider.Issuer}/{Tenant}/v2.0", "fay"));
        Assert.Null(await browser.NameAsync());
    }

    [Theory]
    [InlineData(Stranger, Stranger)]
    [InlineData(Tenant, Stranger)]
    [InlineData(Stranger, Tenant)]
    public async Task Browser_of_another_tenant_is_not_signed_in(string issuer, string tenant)
    {
        await StartEntraAsync();
        provider!.Extra = new Dictionary<string, object>(Claims(tenant), StringComparer.Ordinal) { ["iss"] = $"{provider.Issuer}/{issuer}/v2.0" };
        using var browser = new TestBrowser(server!.Address);
        using var answer = await browser.SignInAsync();
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Null(browser.Secret);
        Assert.Equal(HttpStatusCode.BadRequest, await LogoutAsync($"{provider.Issuer}/{Stranger}/v2.0", "fay"));
    }

    public async Task InitializeAsync() => provider = await FakeProvider.StartAsync();

    public async Task DisposeAsync()
    {
        if (server is not null)
            await server.DisposeAsync();
        await provider!.DisposeAsync();
    }

    private Task StartEntraAsync() => StartAsync(
        "Kind=EntraId", $"Authority={provider!.Issuer}/organizations/v2.0", $"TenantIds:0={Tenant}", "Claims:Subject=oid");

    private async Task StartAsync(params string[] settings)
    {
        server = new BackendServer(
            ["Backend:Auth:Issuers:0:Audience=api", $"Backend:Auth:Issuers:0:ClientId={FakeProvider.ClientId}", "Backend:Auth:DevelopmentIssuer=true",
             .. settings.Select(setting => $"Backend:Auth:Issuers:0:{setting}")]);
        await server.InitializeAsync();
    }

    private Dictionary<string, object> Claims(string tenant) => new(StringComparer.Ordinal)
    {
        ["iss"] = $"{provider!.Issuer}/{tenant}/v2.0",
        ["tid"] = tenant,
        ["ver"] = "2.0",
        ["oid"] = "7d1f2c3b-0000-4000-8000-00000000000a",
    };

    private async Task<HttpStatusCode> LogoutAsync(string issuer, string subject)
    {
        var token = provider!.Sign(
            new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                ["iss"] = issuer,
                ["tid"] = issuer.Contains("/v2.0", StringComparison.Ordinal) ? issuer.Split('/')[^2] : null,
                ["aud"] = FakeProvider.ClientId,
                ["sub"] = subject,
                ["iat"] = FakeProvider.Seconds(),
                ["exp"] = FakeProvider.Seconds(TimeSpan.FromMinutes(2)),
                ["jti"] = RandomNumberGenerator.GetHexString(16),
                ["events"] = new Dictionary<string, object>(StringComparer.Ordinal)
                {
                    ["http://schemas.openid.net/event/backchannel-logout"] = new Dictionary<string, object>(StringComparer.Ordinal),
                },
            },
            "logout+jwt");
        using var http = new HttpClient { BaseAddress = server!.Address };
        using var form = new FormUrlEncodedContent([new("logout_token", token)]);
        using var answer = await http.PostAsync(new Uri("auth/backchannel-logout", UriKind.Relative), form);
        return answer.StatusCode;
    }
}
