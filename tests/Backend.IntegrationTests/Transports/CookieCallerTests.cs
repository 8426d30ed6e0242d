using System.Net;
using System.Text;
using System.Text.Json;

namespace Backend.IntegrationTests;

/// <summary>What another site can make a browser send is refused where a cookie comes with it.</summary>
[Collection(ServerCollection.Name)]
public sealed class CookieCallerTests(BackendServer server)
{
    private const string Query = "/graphql?query={__typename}";

    [Theory]
    [InlineData("GET", Query, null, null)]
    [InlineData("GET", Query, "text/event-stream", null)]
    [InlineData("HEAD", Query, null, null)]
    [InlineData("POST", "/graphql", null, "text/plain")]
    [InlineData("POST", "/graphql", null, "multipart/form-data; boundary=x")]
    [InlineData("POST", "/graphql", null, "application/x-www-form-urlencoded")]
    [InlineData("POST", "/graphql", null, null)]
    public async Task Request_that_any_page_could_cause_is_refused(string method, string address, string? accept, string? type)
    {
        using var response = await SendAsync(method, address, accept, type);
        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        if (method != "HEAD")
            Assert.Equal("CSRF", JsonSerializer.Deserialize<JsonElement>(await response.Content.ReadAsStringAsync()).Text("errors.0.extensions.code"));
    }

    [Theory]
    [InlineData("GraphQL-Preflight", "1")]
    [InlineData("Apollo-Require-Preflight", "true")]
    public async Task Get_with_a_header_that_no_page_can_send_elsewhere_is_answered(string header, string value)
    {
        using var response = await SendAsync("GET", Query, null, null, (header, value));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Theory]
    [InlineData("GraphQL-Preflight", "")]
    [InlineData("Authorization", "Basic YTpi")]
    [InlineData("X-Nothing", "of the kind")]
    public async Task Get_with_another_header_is_refused(string header, string value)
    {
        using var response = await SendAsync("GET", Query, null, null, (header, value));
        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
    }

    [Fact]
    public async Task Token_speaks_for_itself_whatever_cookie_comes_with_it()
    {
        using var response = await SendAsync("GET", Query, null, null, ("Authorization", $"Bearer {server.Token("ada")}"));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task Body_of_json_is_answered()
    {
        using var response = await SendAsync("POST", "/graphql", null, "application/json");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    private async Task<HttpResponseMessage> SendAsync(string method, string address, string? accept, string? type, (string Name, string Value)? header = null)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = server.Address };
        using var request = new HttpRequestMessage(new HttpMethod(method), address);
        request.Headers.Add("Cookie", "anything=at-all");
        if (accept is not null)
            request.Headers.Accept.ParseAdd(accept);
        if (header is { } extra)
            request.Headers.TryAddWithoutValidation(extra.Name, extra.Value);
        if (method == "POST")
        {
            request.Content = new StringContent("{\"query\":\"{ __typename }\"}", Encoding.UTF8);
            request.Content.Headers.ContentType = type is null ? null : System.Net.Http.Headers.MediaTypeHeaderValue.Parse(type);
        }

        return await http.SendAsync(request);
    }
}
