using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Backend.IntegrationTests;

/// <summary>Several requests in one POST.</summary>
[Collection(ServerCollection.Name)]
public sealed class BatchTests(BackendServer server)
{
    private const string Create = "mutation($input: IssueCreateInput!) { issueCreate(input: $input) { issue { title } errors { ... on Error { code } } } }";

    [Fact]
    public async Task Results_come_in_the_order_of_the_requests()
    {
        var answer = await SendAsync(
            HttpStatusCode.OK,
            new { query = "{ viewer { name } }" },
            new { query = "{ nothing }" },
            new { query = "query($key: ID!) { team(id: $key) { key } }", variables = new { key = "ENG" } });
        Assert.Equal(3, answer.GetArrayLength());
        Assert.Equal("Ada Lovelace", answer.Text("0.data.viewer.name"));
        Assert.Equal("GRAPHQL_VALIDATION_FAILED", answer.Text("1.errors.0.extensions.code"));
        Assert.Equal("ENG", answer.Text("2.data.team.key"));
    }

    [Fact]
    public async Task Requests_run_one_after_the_other()
    {
        using var client = server.Client();
        var team = (await client.QueryAsync("{ team(id: \"ENG\") { id } }")).Text("team.id");
        var title = $"Batched {Guid.CreateVersion7(TimeProvider.System.GetUtcNow()):N}";
        var query = $$"""{ issues(filter: { title: { eq: "{{title}}" } }) { totalCount } }""";
        var answer = await SendAsync(
            HttpStatusCode.OK,
            new { query },
            new { query = Create, variables = new { input = new { teamId = team, title } } },
            new { query });
        Assert.Equal(0, answer.At("0.data.issues.totalCount").GetInt32());
        Assert.Equal(title, answer.Text("1.data.issueCreate.issue.title"));
        Assert.Equal(1, answer.At("2.data.issues.totalCount").GetInt32());
    }

    [Fact]
    public async Task Subscription_in_a_batch_is_refused_and_the_others_run()
    {
        var answer = await SendAsync(
            HttpStatusCode.OK, new { query = "subscription { issueChanged { syncId } }" }, new { query = "{ __typename }" });
        Assert.Equal("NOT_ACCEPTABLE", answer.Text("0.errors.0.extensions.code"));
        Assert.Equal("Query", answer.Text("1.data.__typename"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(11)]
    [InlineData(1000)]
    public async Task Batch_that_is_empty_or_too_large_is_refused(int size)
    {
        var answer = await SendAsync(HttpStatusCode.BadRequest, [.. Enumerable.Repeat(new { query = "{ __typename }" }, size)]);
        Assert.Equal("BATCH_SIZE", answer.Text("errors.0.extensions.code"));
    }

    [Fact]
    public async Task Nothing_of_a_batch_runs_where_one_request_is_malformed()
    {
        using var client = server.Client();
        var team = (await client.QueryAsync("{ team(id: \"ENG\") { id } }")).Text("team.id");
        var title = $"Not batched {Guid.CreateVersion7(TimeProvider.System.GetUtcNow()):N}";
        var answer = await SendAsync(
            HttpStatusCode.BadRequest, new { query = Create, variables = new { input = new { teamId = team, title } } }, new { query = 1 });
        Assert.Equal("BAD_REQUEST", answer.Text("errors.0.extensions.code"));
        var found = await client.QueryAsync($$"""{ issues(filter: { title: { eq: "{{title}}" } }) { totalCount } }""");
        Assert.Equal(0, found.At("issues.totalCount").GetInt32());
    }

    private async Task<JsonElement> SendAsync(HttpStatusCode status, params object[] requests)
    {
        using var client = server.Client();
        using var response = await client.Http.PostAsJsonAsync("/graphql", requests);
        Assert.Equal(status, response.StatusCode);
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }
}
