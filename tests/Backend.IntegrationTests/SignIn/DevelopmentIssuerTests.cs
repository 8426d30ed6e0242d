using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;

namespace Backend.IntegrationTests.SignIn;

[Collection(ServerCollection.Name)]
public sealed class DevelopmentIssuerTests(BackendServer server)
{
    [Fact]
    public async Task Discovery_names_the_address_that_was_asked()
    {
        using var client = new HttpClient { BaseAddress = server.Address };
        var discovery = await client.GetFromJsonAsync<JsonElement>(".well-known/openid-configuration");
        Assert.Equal(server.Address.AbsoluteUri, discovery.Text("issuer"));
        Assert.Equal("S256", Assert.Single(discovery.At("code_challenge_methods_supported").EnumerateArray()).GetString());
    }

    [Fact]
    public async Task A_frontend_signs_a_person_in_and_calls_the_api()
    {
        using var client = new IssuerClient(server.Address);
        using var answer = await client.RedeemAsync(await client.GetCodeAsync("linus"));
        var tokens = await answer.Content.ReadFromJsonAsync<JsonElement>();
        var access = new JsonWebToken(tokens.Text("access_token"));
        Assert.Equal("at+jwt", access.Typ);
        Assert.Equal("backend-api", Assert.Single(access.Audiences));
        Assert.Equal("linus", access.Subject);
        Assert.Equal("linus@demo.localhost", access.GetClaim("email").Value);
        Assert.Equal(TimeSpan.FromHours(1), access.ValidTo - access.IssuedAt);

        client.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", tokens.Text("access_token"));
        using var graphql = new GraphQLClient(client.Http);
        Assert.Equal("linus@demo.localhost", (await graphql.QueryAsync("{ viewer { email } }")).Text("viewer.email"));
        var person = await client.Http.GetFromJsonAsync<JsonElement>("connect/userinfo");
        Assert.Equal("linus", person.Text("sub"));
        Assert.True(person.At("email_verified").GetBoolean());
    }

    [Fact]
    public async Task An_id_token_is_no_access_token()
    {
        using var client = new IssuerClient(server.Address);
        using var answer = await client.RedeemAsync(await client.GetCodeAsync("ada"));
        var tokens = await answer.Content.ReadFromJsonAsync<JsonElement>();
        client.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", tokens.Text("id_token"));
        using var refused = await client.Http.PostAsJsonAsync("graphql", new { query = "{ viewer { name } }" });
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
    }

    [Fact]
    public async Task A_code_is_redeemed_once_and_by_who_asked_for_it()
    {
        using var client = new IssuerClient(server.Address);
        var code = await client.GetCodeAsync("ada");
        using var guess = await client.RedeemAsync(code, otherVerifier: new string('a', 43));
        using var first = await client.RedeemAsync(code);
        using var second = await client.RedeemAsync(code);
        Assert.Equal(
            [HttpStatusCode.BadRequest, HttpStatusCode.OK, HttpStatusCode.BadRequest],
            [guess.StatusCode, first.StatusCode, second.StatusCode]);
    }

    [Theory]
    [InlineData("code_challenge", null)]
    [InlineData("code_challenge_method", "plain")]
    [InlineData("response_type", "token")]
    [InlineData("redirect_uri", "https://elsewhere.example/callback")]
    [InlineData("redirect_uri", "http://localhost.elsewhere.example/callback")]
    [InlineData("redirect_uri", "http://someone@localhost:3000/callback")]
    [InlineData("client_id", "backend-ide")]
    [InlineData("client_id", "unknown")]
    public async Task A_request_outside_the_rules_gets_no_page_and_no_redirect(string parameter, string? value)
    {
        using var client = new IssuerClient(server.Address);
        using var refused = await client.AuthorizeAsync((parameter, value));
        Assert.True(refused.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.Unauthorized, refused.StatusCode.ToString());
        Assert.Null(refused.Headers.Location);
    }

    [Theory]
    [InlineData("http://127.0.0.1:1/")]
    [InlineData("http://[::1]:65535/callback?kept=1")]
    public async Task A_frontend_may_use_any_loopback_port(string redirectUri)
    {
        using var client = new IssuerClient(server.Address);
        using var page = await client.AuthorizeAsync(("redirect_uri", redirectUri));
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        using var answer = await client.ChooseAsync(page, "guest");
        Assert.StartsWith(redirectUri, answer.Headers.Location!.OriginalString, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_runs_no_scripts_and_stays_out_of_frames()
    {
        using var client = new IssuerClient(server.Address);
        using var page = await client.AuthorizeAsync();
        var policy = Assert.Single(page.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("script-src", policy, StringComparison.Ordinal);
        Assert.True(page.Headers.CacheControl!.NoStore);
    }

    [Fact]
    public async Task The_form_is_bound_to_the_browser_that_got_the_page()
    {
        using var client = new IssuerClient(server.Address);
        using var page = await client.AuthorizeAsync();
        using var refused = await client.ChooseAsync(page, "ada", keep: name => name != "__RequestVerificationToken");
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
    }

    [Theory]
    [InlineData("")]
    [InlineData("somebody")]
    public async Task Choosing_nobody_is_told_to_the_client(string person)
    {
        using var client = new IssuerClient(server.Address);
        using var page = await client.AuthorizeAsync();
        using var answer = await client.ChooseAsync(page, person);
        Assert.Equal("access_denied", IssuerClient.Parameters(answer)["error"]);
        Assert.Equal("state & <more>", IssuerClient.Parameters(answer)["state"]);
    }
}
