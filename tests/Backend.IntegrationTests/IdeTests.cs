using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Backend.IntegrationTests;

[Collection(ServerCollection.Name)]
public sealed class IdeTests(BackendServer server)
{
    private const string Browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

    [Theory]
    [InlineData(Browser, "text/html")]
    [InlineData("application/graphql-response+json", "application/graphql-response+json")]
    [InlineData("application/json, text/html;q=0.9", "application/json")]
    [InlineData("*/*", "application/json")]
    public async Task The_endpoint_shows_the_ide_to_who_prefers_html(string accept, string expected)
    {
        using var answer = await GetAsync("graphql", accept);
        Assert.Equal(expected, answer.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task A_query_in_the_address_is_answered_as_data_even_to_a_browser_that_takes_it()
    {
        using var answer = await GetAsync("graphql?query=%7B__typename%7D", Browser);
        var body = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal("Query", body.Text("data.__typename"));
    }

    [Fact]
    public async Task The_ide_may_talk_to_this_server_only()
    {
        using var frame = await GetAsync("graphql/ide/", Browser);
        var policy = Assert.Single(frame.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains($"connect-src 'self' ws://{server.Address.Authority} wss://{server.Address.Authority};", policy, StringComparison.Ordinal);
        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'self'", policy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_ide_reports_nothing_to_its_makers_and_uses_the_session()
    {
        using var client = new HttpClient { BaseAddress = server.Address };
        var settings = await client.GetFromJsonAsync<JsonElement>("graphql/ide/bcp-config.json");
        Assert.True(settings.At("disableTelemetry").GetBoolean());
        Assert.True(settings.At("includeCookies").GetBoolean());
        Assert.Equal("/graphql", settings.Text("endpoint"));
    }

    [Fact]
    public async Task The_document_of_a_new_tab_is_valid()
    {
        using var client = server.Client();
        var settings = await client.Http.GetFromJsonAsync<JsonElement>("graphql/ide/bcp-config.json");
        var data = await client.QueryAsync(settings.Text("graphQLDocument"), operationName: "MyIssues");
        Assert.Equal("Ada Lovelace", data.Text("viewer.name"));
    }

    [Fact]
    public async Task The_licence_is_served_and_the_service_worker_is_not()
    {
        using var licence = await GetAsync("graphql/ide/LICENSE", "*/*");
        Assert.Contains("ChilliCream License", await licence.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var worker = await GetAsync("graphql/ide/service-worker.js", "*/*");
        Assert.Equal(HttpStatusCode.NotFound, worker.StatusCode);
    }

    private async Task<HttpResponseMessage> GetAsync(string address, string accept)
    {
        using var client = new HttpClient { BaseAddress = server.Address };
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.TryAddWithoutValidation("Accept", accept);
        return await client.SendAsync(request);
    }
}
