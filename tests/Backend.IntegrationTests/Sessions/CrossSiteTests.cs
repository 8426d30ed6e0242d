using System.Net;
using System.Text;
using System.Text.Json;

namespace Backend.IntegrationTests.Sessions;

/// <summary>What pages of other sites can do with a person's cookie, and what browsers are told about our answers.</summary>
[Collection(SessionCollection.Name)]
public sealed class CrossSiteTests(SessionServer servers)
{
    private const string Mutation = "mutation { sessionRevokeAll(input: {}) { revokedCount } }";

    [Theory]
    [InlineData("GET", null)]
    [InlineData("POST", "text/plain")]
    public async Task Cookie_without_the_csrf_header_is_refused(string method, string? type)
    {
        using var browser = await servers.SignInAsync();
        using var request = new HttpRequestMessage(new HttpMethod(method), method == "GET" ? "graphql?query={viewer{name}}" : "graphql");
        request.Headers.Add("Sec-Fetch-Site", "same-origin");
        if (type is not null)
            request.Content = new StringContent("""{"query":"{viewer{name}}"}""", Encoding.UTF8, type);
        using var answer = await browser.Http.SendAsync(request);
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Contains("CSRF", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Mutation_by_get_is_refused_even_with_the_header()
    {
        using var browser = await servers.SignInAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, $"graphql?query={Uri.EscapeDataString(Mutation)}");
        request.Headers.Add("GraphQL-Preflight", "1");
        request.Headers.Add("Sec-Fetch-Site", "same-origin");
        using var answer = await browser.Http.SendAsync(request);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
        Assert.NotNull(await browser.NameAsync());
    }

    [Theory]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("multipart/form-data")]
    [InlineData("text/plain")]
    [InlineData("application/json")]
    public async Task Form_that_another_site_posts_is_refused(string type)
    {
        using var browser = await servers.SignInAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "graphql") { Content = new StringContent($$"""{"query":"{{Mutation}}"}""", Encoding.UTF8, type) };
        request.Headers.Add("Origin", "https://elsewhere.example");
        request.Headers.Add("Sec-Fetch-Site", "cross-site");
        using var answer = await browser.Http.SendAsync(request);
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.NotNull(await browser.NameAsync());
    }

    [Theory]
    [InlineData("https://elsewhere.example")]
    [InlineData("null")]
    [InlineData("https://app.example.com.elsewhere.example")]
    public async Task Cross_site_websocket_hijacking_gets_no_session(string origin)
    {
        using var browser = await servers.SignInAsync();
        await using var socket = await SocketClient.OpenAsync(
            servers.Server.Address, headers: [("Cookie", $"{TestBrowser.CookieName}={browser.Secret}"), ("Origin", origin)]);
        await socket.SendAsync(new { type = "connection_init" });
        Assert.Equal("connection_ack", (await socket.ReceiveAsync()).Text("type"));
        await socket.SubscribeAsync("1", "{ viewer { name } }");
        var answer = await socket.ReceiveAsync();
        Assert.Contains("UNAUTHENTICATED", answer.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("Fay", answer.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_of_an_allowed_origin_may_call_with_cookie_and_header()
    {
        using var browser = await servers.SignInAsync();
        using var preflight = await PreflightAsync(SessionServer.AllowedOrigin);
        Assert.Equal(SessionServer.AllowedOrigin, preflight.Headers.GetValues("Access-Control-Allow-Origin").Single());
        Assert.Equal("true", preflight.Headers.GetValues("Access-Control-Allow-Credentials").Single());
        using var answer = await browser.PostAsync("{ viewer { name } }", null, ("Origin", SessionServer.AllowedOrigin), ("Sec-Fetch-Site", "same-site"));
        Assert.Equal(SessionServer.AllowedOrigin, answer.Headers.GetValues("Access-Control-Allow-Origin").Single());
        Assert.Equal("Fay Example", JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.Text("data.viewer.name"));
    }

    [Theory]
    [InlineData("https://elsewhere.example")]
    [InlineData("http://app.example.com")]
    [InlineData("https://app.example.com:444")]
    [InlineData("https://app.example.com.elsewhere.example")]
    [InlineData("https://sub.app.example.com")]
    [InlineData("null")]
    public async Task Page_of_any_other_origin_may_not(string origin)
    {
        using var preflight = await PreflightAsync(origin);
        Assert.False(preflight.Headers.Contains("Access-Control-Allow-Origin"));
        using var http = new HttpClient { BaseAddress = servers.Server.Address };
        using var request = new HttpRequestMessage(HttpMethod.Get, "graphql?query={__typename}");
        request.Headers.Add("Origin", origin);
        using var answer = await http.SendAsync(request);
        Assert.False(answer.Headers.Contains("Access-Control-Allow-Origin"));
    }

    [Theory]
    [InlineData("graphql?query={__typename}")]
    [InlineData("graphql/schema.graphql")]
    [InlineData("auth/me")]
    [InlineData("health/live")]
    [InlineData("nothing/there")]
    [InlineData(".well-known/openid-configuration")]
    public async Task Answer_tells_browsers_to_do_nothing_with_it(string address)
    {
        using var http = new HttpClient { BaseAddress = servers.Server.Address };
        using var answer = await http.GetAsync(new Uri(address, UriKind.Relative));
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("DENY", answer.Headers.GetValues("X-Frame-Options").Single());
        Assert.Contains("default-src 'none'", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Equal("same-origin", answer.Headers.GetValues("Referrer-Policy").Single());
        Assert.Equal("same-origin", answer.Headers.GetValues("Cross-Origin-Resource-Policy").Single());
    }

    private async Task<HttpResponseMessage> PreflightAsync(string origin)
    {
        using var http = new HttpClient { BaseAddress = servers.Server.Address };
        using var request = new HttpRequestMessage(HttpMethod.Options, "graphql");
        request.Headers.Add("Origin", origin);
        request.Headers.Add("Access-Control-Request-Method", "POST");
        request.Headers.Add("Access-Control-Request-Headers", "content-type,backend-workspace");
        return await http.SendAsync(request);
    }
}
