using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Backend.IntegrationTests;

/// <summary>Whatever is sent, the answer is a clear coded error, without a stack trace, and nothing is half-written.</summary>
[Collection(ServerCollection.Name)]
public sealed class BadInputTests(BackendServer server)
{
    private const string Create = "mutation($input: IssueCreateInput!) { issueCreate(input: $input) { issue { id } errors { ... on Error { code path } } } }";

    [Theory]
    [InlineData("{", "BAD_REQUEST")]
    [InlineData("[]", "BATCH_SIZE")]
    [InlineData("{\"query\": 1}", "BAD_REQUEST")]
    [InlineData("{\"query\": \"\"}", "BAD_REQUEST")]
    [InlineData("{\"query\": \"{ viewer { name } }\", \"variables\": []}", "BAD_REQUEST")]
    [InlineData("{\"query\": \"{ viewer { name } }\", \"operationName\": 7}", "BAD_REQUEST")]
    public async Task Malformed_body_is_refused(string body, string code)
    {
        using var client = server.Client();
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await client.Http.PostAsync("/graphql", content);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var answer = JsonSerializer.Deserialize<JsonElement>(await response.Content.ReadAsStringAsync());
        Assert.Equal(code, answer.Text("errors.0.extensions.code"));
    }

    [Theory]
    [InlineData("{ viewer { nothing } }", "GRAPHQL_VALIDATION_FAILED")]
    [InlineData("{ viewer { name }", "GRAPHQL_PARSE_FAILED")]
    [InlineData("{ issues(first: 101) { totalCount } }", "BAD_USER_INPUT")]
    [InlineData("{ issues(first: -1) { totalCount } }", "BAD_USER_INPUT")]
    [InlineData("{ issues(first: 0) { totalCount } }", "BAD_USER_INPUT")]
    [InlineData("{ issues(first: 1, last: 1) { totalCount } }", "BAD_USER_INPUT")]
    [InlineData("{ issues(after: \"broken\") { nodes { id } } }", "BAD_USER_INPUT")]
    [InlineData("{ issues(after: \"WyJhIl0\") { nodes { id } } }", "BAD_USER_INPUT")]
    [InlineData("{ issues(first: \"many\") { nodes { id } } }", "GRAPHQL_VALIDATION_FAILED")]
    [InlineData("{ node(id: \"nonsense\") { id } }", "BAD_USER_INPUT")]
    [InlineData("{ board(teamId: \"user_00000000000000000000000000\", groupBy: STATE) { groups { key } } }", "BAD_USER_INPUT")]
    [InlineData("{ board(teamId: \"team_00000000000000000000000000\", groupBy: STATE) { groups { key } } }", "NOT_FOUND")]
    [InlineData("{ issues(sort: [{ priority: { direction: ASC }, title: { direction: ASC } }]) { nodes { id } } }", "GRAPHQL_VALIDATION_FAILED")]
    [InlineData("{ issues(filter: { dueDate: { lt: \"soon\" } }) { nodes { id } } }", "GRAPHQL_VALIDATION_FAILED")]
    public async Task Bad_query_gets_its_code(string query, string code)
    {
        using var client = server.Client();
        var answer = await client.SendAsync(query);
        Assert.Equal(code, answer.Text("errors.0.extensions.code"));
        Assert.DoesNotContain("   at ", answer.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "VALIDATION_FAILED", "title")]
    [InlineData("   ", "VALIDATION_FAILED", "title")]
    [InlineData("513", "VALIDATION_FAILED", "title")]
    public async Task Bad_title_is_refused_and_nothing_is_written(string title, string code, string field)
    {
        using var client = server.Client();
        var before = await CountAsync(client);
        var team = (await client.QueryAsync("{ team(id: \"ENG\") { id } }")).Text("team.id");
        var answer = await client.QueryAsync(Create, new { input = new { teamId = team, title = title == "513" ? new string('x', 513) : title } });
        Assert.Equal(code, answer.Text("issueCreate.errors.0.code"));
        Assert.Equal(field, answer.Text("issueCreate.errors.0.path.1"));
        Assert.Equal(JsonValueKind.Null, answer.At("issueCreate.issue").ValueKind);
        Assert.Equal(before, await CountAsync(client));
    }

    [Fact]
    public async Task Description_over_256_KB_is_refused()
    {
        using var client = server.Client();
        var team = (await client.QueryAsync("{ team(id: \"ENG\") { id } }")).Text("team.id");
        var fits = await client.QueryAsync(Create, new { input = new { teamId = team, title = "Long", descriptionMarkdown = new string('x', 256 * 1024) } });
        Assert.Equal(0, fits.At("issueCreate.errors").GetArrayLength());
        var answer = await client.QueryAsync(Create, new { input = new { teamId = team, title = "Too long", descriptionMarkdown = new string('x', 256 * 1024 + 1) } });
        Assert.Equal("VALIDATION_FAILED", answer.Text("issueCreate.errors.0.code"));
    }

    [Fact]
    public async Task Body_over_the_limit_is_refused()
    {
        using var content = new StringContent($$"""{"query":"{ viewer { name } } #{{new string('x', 3 * 1024 * 1024)}}"}""", Encoding.UTF8, "application/json");
        // The server refuses by the length alone and closes: a client that does not ask first may see only the closed connection.
        using var handler = new SocketsHttpHandler { Expect100ContinueTimeout = TimeSpan.FromMinutes(1) };
        using var asking = new HttpClient(handler) { BaseAddress = server.Address };
        asking.DefaultRequestHeaders.ExpectContinue = true;
        using var response = await asking.PostAsync("/graphql", content);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
    }

    [Theory]
    [InlineData("team_00000000000000000000000000", "NOT_FOUND")]
    [InlineData("issue_00000000000000000000000000", "BAD_USER_INPUT")]
    [InlineData("ENG", "BAD_USER_INPUT")]
    public async Task Bad_reference_is_refused(string teamId, string code)
    {
        using var client = server.Client();
        var answer = await client.SendAsync(Create, new { input = new { teamId, title = "Nowhere" } });
        Assert.Contains($"\"{code}\"", answer.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Unknown_workspace_is_not_found()
    {
        using var client = server.Client(workspace: "elsewhere");
        Assert.Equal("NOT_FOUND", await client.FailAsync("{ viewer { name } }"));
    }

    [Theory]
    [InlineData("garbage")]
    [InlineData("expired")]
    public async Task Bad_token_is_401_with_a_code(string kind)
    {
        using var client = server.Client(person: null);
        var token = kind == "expired" ? server.Token("ada", TimeSpan.FromHours(-1)) : "e30.e30.e30";
        client.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var content = new StringContent("""{"query":"{ viewer { name } }"}""", Encoding.UTF8, "application/json");
        using var response = await client.Http.PostAsync("/graphql", content);
        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal("UNAUTHENTICATED", JsonSerializer.Deserialize<JsonElement>(await response.Content.ReadAsStringAsync()).Text("errors.0.extensions.code"));
    }

    [Fact]
    public async Task Missing_token_is_unauthenticated()
    {
        using var client = server.Client(person: null, workspace: null);
        Assert.Equal("UNAUTHENTICATED", await client.FailAsync("{ viewer { name } }"));
    }

    private static async Task<int> CountAsync(GraphQLClient client) =>
        (await client.QueryAsync("{ issues(first: 1) { totalCount } }")).At("issues.totalCount").GetInt32();
}
