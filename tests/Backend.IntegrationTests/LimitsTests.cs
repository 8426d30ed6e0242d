using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace Backend.IntegrationTests;

/// <summary>Requests that ask for too much are refused at the edge, with a code.</summary>
[Collection(ServerCollection.Name)]
public sealed class LimitsTests(BackendServer server)
{
    private const string Query = "query($ids: [ID!]!, $filter: IssueFilter) { nodes(ids: $ids) { id } issues(filter: $filter) { totalCount } }";

    public static TheoryData<string, string, string> Bombs => new()
    {
        { "100,000 ids", $$"""{"ids":[{{Repeat("\"x\",", 99_999)}}"x"]}""", "VARIABLES_TOO_LARGE" },
        { "20,001 ids", $$"""{"ids":[{{Repeat("1,", 20_000)}}1]}""", "VARIABLES_TOO_LARGE" },
        { "21,000 values in short lists", $$"""{"ids":[{{Repeat("[1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20],", 999)}}1]}""", "VARIABLES_TOO_LARGE" },
        { "objects 40 deep", $$"""{"filter":{{Repeat("{\"not\":", 40)}}{}{{Repeat("}", 40)}}}""", "VARIABLES_TOO_LARGE" },
        { "lists 40 deep", $$"""{"ids":{{Repeat("[", 40)}}{{Repeat("]", 40)}}}""", "VARIABLES_TOO_LARGE" },
        { "lists 61 deep", $$"""{"ids":{{Repeat("[", 61)}}{{Repeat("]", 61)}}}""", "VARIABLES_TOO_LARGE" },
        { "lists 1,000 deep", $$"""{"ids":{{Repeat("[", 1_000)}}{{Repeat("]", 1_000)}}}""", "BAD_REQUEST" },
        { "lists 500,000 deep without an end", $$"""{"ids":{{Repeat("[", 500_000)}}""", "BAD_REQUEST" },
        { "no object", "[1]", "BAD_REQUEST" },
    };

    [Theory]
    [MemberData(nameof(Bombs))]
    public async Task Variables_over_a_limit_are_refused(string name, string variables, string code)
    {
        Assert.NotEmpty(name);
        using var client = server.Client();
        using var content = new StringContent($$"""{"query":{{JsonSerializer.Serialize(Query)}},"variables":{{variables}}}""", Encoding.UTF8, "application/json");
        using var response = await client.Http.PostAsync("/graphql", content);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(code, (await response.Content.ReadFromJsonAsync<JsonElement>()).Text("errors.0.extensions.code"));
        Assert.Equal("Ada Lovelace", (await client.QueryAsync("{ viewer { name } }")).Text("viewer.name"));
    }

    [Theory]
    [InlineData(40, "VARIABLES_TOO_LARGE")]
    [InlineData(62, "VARIABLES_TOO_LARGE")]
    [InlineData(64, "BAD_REQUEST")]
    [InlineData(65, "BAD_REQUEST")]
    [InlineData(1_000, "BAD_REQUEST")]
    public async Task Deep_variables_in_an_address_are_refused(int depth, string code)
    {
        using var client = server.Client();
        var variables = Uri.EscapeDataString($$"""{"ids":{{Repeat("[", depth)}}{{Repeat("]", depth)}}}""");
        using var response = await client.Http.GetAsync($"/graphql?query={Uri.EscapeDataString(Query)}&variables={variables}");
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(code, (await response.Content.ReadFromJsonAsync<JsonElement>()).Text("errors.0.extensions.code"));
    }

    [Fact]
    public async Task Variables_bomb_on_a_socket_ends_its_operation_and_no_other()
    {
        await using var client = await SocketClient.ConnectAsync(server);
        await client.SubscribeAsync("1", Query, new { ids = Enumerable.Repeat("x", 25_000) });
        var refused = await client.ReceiveAsync();
        Assert.Equal(("error", "1", "VARIABLES_TOO_LARGE"), (refused.Text("type"), refused.Text("id"), refused.Text("payload.0.extensions.code")));
        await client.SubscribeAsync("2", "{ viewer { name } }");
        Assert.Equal("Ada Lovelace", (await client.NextAsync()).Text("viewer.name"));
    }

    [Fact]
    public async Task Document_bomb_is_refused_over_http_and_on_a_socket()
    {
        var bomb = string.Concat(Enumerable.Range(0, 20_000).Select(number => string.Create(CultureInfo.InvariantCulture, $"a{number}: name ")));
        using var client = server.Client();
        Assert.Equal("DOCUMENT_TOO_LARGE", await client.FailAsync($"{{ viewer {{ {bomb} }} }}"));
        await using var socket = await SocketClient.ConnectAsync(server);
        await socket.SubscribeAsync("1", $"{{ viewer {{ {bomb} }} }}");
        Assert.Equal("DOCUMENT_TOO_LARGE", (await socket.ReceiveAsync()).Text("payload.0.extensions.code"));
        await socket.SubscribeAsync("1", "{ viewer { name } }");
        Assert.Equal("Ada Lovelace", (await socket.NextAsync()).Text("viewer.name"));
    }

    [Fact]
    public async Task Answer_tells_the_budget_and_on_request_the_cost()
    {
        using var client = server.Client("linus");
        client.Http.DefaultRequestHeaders.Add("GraphQL-Cost", "report");
        using var response = await client.Http.PostAsJsonAsync("/graphql", new { query = "{ issues(first: 20) { nodes { title state { name } } } rateLimit { cost remaining } }" });
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>();
        var cost = answer.At("extensions.cost.estimated").GetInt64();
        Assert.InRange(cost, 20, 50_000);
        Assert.Equal(cost, answer.At("data.rateLimit.cost").GetInt64());
        Assert.Equal(["1000000"], response.Headers.GetValues("RateLimit-Limit"));
        Assert.Equal([answer.At("data.rateLimit.remaining").ToString()], response.Headers.GetValues("RateLimit-Remaining"));
        Assert.InRange(int.Parse(response.Headers.GetValues("RateLimit-Reset").Single(), CultureInfo.InvariantCulture), 0, 60);
    }

    [Fact]
    public async Task Operation_that_costs_too_much_is_refused_before_it_runs()
    {
        using var client = server.Client();
        const string query = "query($n: Int) { issues(first: $n) { nodes { comments(first: $n) { nodes { author { name } } } } } }";
        await client.QueryAsync(query, new { n = 2 });
        var refused = await client.SendAsync(query, new { n = 100 });
        Assert.Equal("COST_LIMIT_EXCEEDED", refused.Text("errors.0.extensions.code"));
        Assert.False(refused.TryGetProperty("data", out _));
    }

    private static string Repeat(string text, int times) => string.Concat(Enumerable.Repeat(text, times));
}
