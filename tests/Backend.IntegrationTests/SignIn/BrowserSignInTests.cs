using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Backend.IntegrationTests.SignIn;

[Collection(ServerCollection.Name)]
public sealed class BrowserSignInTests(BackendServer server)
{
    [Fact]
    public async Task A_person_signs_in_is_known_by_a_cookie_and_signs_out()
    {
        using var browser = new IssuerClient(server.Address);
        Assert.Equal("/graphql?tab=1", await SignInAsync(browser, "/graphql?tab=1"));
        var me = await browser.Http.GetFromJsonAsync<JsonElement>("auth/me");
        Assert.Equal("Ada Lovelace", me.Text("name"));
        Assert.Equal("ada@demo.localhost", me.Text("email"));

        // At the issuer, back here, and on to the page asked for.
        var next = await LocationAsync(browser, "auth/logout?returnUrl=/graphql");
        next = await LocationAsync(browser, await LocationAsync(browser, next));
        Assert.Equal("/graphql", next);
        me = await browser.Http.GetFromJsonAsync<JsonElement>("auth/me");
        Assert.False(me.At("signedIn").GetBoolean());
    }

    [Fact]
    public async Task The_cookie_is_out_of_reach_for_scripts_and_other_sites()
    {
        using var browser = new IssuerClient(server.Address);
        using var answer = await CallbackAsync(browser, "/graphql");
        var cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie"), cookie => cookie.StartsWith("backend-session=", StringComparison.Ordinal));
        Assert.Contains("httponly", cookie, StringComparison.Ordinal);
        Assert.Contains("samesite=lax", cookie, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://elsewhere.example/")]
    [InlineData("//elsewhere.example/")]
    [InlineData("/\\elsewhere.example/")]
    [InlineData("/\r\nelsewhere")]
    [InlineData("")]
    public async Task A_sign_in_returns_to_this_server_only(string returnUrl)
    {
        using var browser = new IssuerClient(server.Address);
        Assert.Equal("/graphql", await SignInAsync(browser, returnUrl));
    }

    [Fact]
    public async Task Who_cancels_comes_back_without_a_session()
    {
        using var browser = new IssuerClient(server.Address);
        Assert.Equal("/graphql", await SignInAsync(browser, "/graphql", person: ""));
        Assert.False((await browser.Http.GetFromJsonAsync<JsonElement>("auth/me")).At("signedIn").GetBoolean());
    }

    [Theory]
    [InlineData("Sec-Fetch-Site", "same-origin", true)]
    [InlineData("Sec-Fetch-Site", "same-site", false)]
    [InlineData("Sec-Fetch-Site", "cross-site", false)]
    [InlineData("Origin", null, true)]
    [InlineData("Origin", "https://elsewhere.example", false)]
    [InlineData("Origin", "null", false)]
    [InlineData("X-Nothing", "of the kind", false)]
    public async Task Only_the_servers_own_pages_may_post_with_the_cookie(string header, string? value, bool isAllowed)
    {
        using var browser = new IssuerClient(server.Address);
        await SignInAsync(browser, "/graphql");
        using var request = new HttpRequestMessage(HttpMethod.Post, "graphql") { Content = JsonContent.Create(new { query = "{ viewer { name } }" }) };
        request.Headers.Add(header, value ?? server.Address.GetLeftPart(UriPartial.Authority));
        using var answer = await browser.Http.SendAsync(request);
        var body = await answer.Content.ReadFromJsonAsync<JsonElement>();
        if (isAllowed)
        {
            Assert.Equal("Ada Lovelace", body.Text("data.viewer.name"));
            return;
        }

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Equal("CSRF", body.Text("errors.0.extensions.code"));
    }

    [Fact]
    public async Task A_link_on_another_site_signs_nobody_out()
    {
        using var browser = new IssuerClient(server.Address);
        await SignInAsync(browser, "/graphql");
        using var request = new HttpRequestMessage(HttpMethod.Get, "auth/logout");
        request.Headers.Add("Sec-Fetch-Site", "cross-site");
        using var answer = await browser.Http.SendAsync(request);
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.True((await browser.Http.GetFromJsonAsync<JsonElement>("auth/me")).At("signedIn").GetBoolean());
    }

    [Fact]
    public async Task An_answer_that_nobody_asked_for_is_refused()
    {
        using var browser = new IssuerClient(server.Address);
        using var answer = await browser.Http.GetAsync(new Uri("auth/callback?code=made-up&state=made-up", UriKind.Relative));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("SIGN_IN_FAILED", (await answer.Content.ReadFromJsonAsync<JsonElement>()).Text("errors.0.extensions.code"));
    }

    private static async Task<string> SignInAsync(IssuerClient browser, string returnUrl, string person = "ada")
    {
        using var answer = await CallbackAsync(browser, returnUrl, person);
        return answer.Headers.Location!.OriginalString;
    }

    private static async Task<HttpResponseMessage> CallbackAsync(IssuerClient browser, string returnUrl, string person = "ada")
    {
        var authorize = await LocationAsync(browser, $"auth/login?returnUrl={Uri.EscapeDataString(returnUrl)}");
        using var page = await browser.Http.GetAsync(new Uri(authorize));
        using var chosen = await browser.ChooseAsync(page, person);
        return await browser.Http.GetAsync(chosen.Headers.Location);
    }

    private static async Task<string> LocationAsync(IssuerClient browser, string address)
    {
        using var answer = await browser.Http.GetAsync(new Uri(address, UriKind.RelativeOrAbsolute));
        return answer.Headers.Location!.OriginalString;
    }
}
