using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using GraphQL.Types;
using GraphQL.Validation;
using GraphQLParser;
using GraphQLParser.AST;
using Microsoft.Extensions.DependencyInjection;

namespace Backend.IntegrationTests;

/// <summary>The operations of the reference client, and a server that runs nothing else.</summary>
[Collection(ServerCollection.Name)]
public sealed class TrustedDocumentsTests(BackendServer server)
{
    private static readonly string Folder = Path.Combine(SharedFiles.Repository, "schema", "operations");

    public static TheoryData<string> Files => [.. Directory.EnumerateFiles(Folder, "*.graphql").Select(file => Path.GetFileName(file)!)];

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Operation_is_valid_and_known_by_its_hash(string file)
    {
        var text = await File.ReadAllTextAsync(Path.Combine(Folder, file));
        var document = Parser.Parse(text);
        var operation = Assert.Single(document.Definitions.OfType<GraphQLOperationDefinition>());
        Assert.Equal(Path.GetFileNameWithoutExtension(file), operation.Name!.StringValue);
        var result = await new DocumentValidator().ValidateAsync(new ValidationOptions
        {
            Schema = server.Services.GetRequiredService<ISchema>(),
            Document = document,
            Operation = operation,
            Rules = DocumentValidator.CoreRules,
            Variables = global::GraphQL.Inputs.Empty,
        });
        // Without variables only those that are missing may be wrong.
        Assert.All(result.Errors, error => Assert.IsType<InvalidVariableError>(error));
        using var client = server.Client();
        using var response = await client.Http.PostAsJsonAsync("/graphql", new { documentId = "sha256:" + Hash(text), variables = new { input = 1, id = 1 } });
        Assert.DoesNotContain("PERSISTED_QUERY", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reference_client_finds_its_way_by_ids_alone()
    {
        using var client = server.Client();
        var workspace = await RunAsync(client, "Workspace", new { });
        var team = workspace.At("workspace.teams.nodes").EnumerateArray().First(node => node.Text("key") == "ENG").Text("id");
        var issue = (await RunAsync(client, "IssueCreate", new { input = new { teamId = team, title = "Trusted" } })).Text("issueCreate.issue.id");
        await RunAsync(client, "CommentCreate", new { input = new { issueId = issue, bodyMarkdown = "By id." } });
        var detail = await RunAsync(client, "IssueDetail", new { id = issue });
        Assert.Equal("By id.", detail.Text("issue.comments.nodes.0.bodyMarkdown"));
        Assert.NotEmpty((await RunAsync(client, "Board", new { teamId = team })).At("board.groups").EnumerateArray());
        Assert.Equal(50, (await RunAsync(client, "IssueList", new { })).At("issues.nodes").GetArrayLength());
        Assert.NotEmpty((await RunAsync(client, "People", new { })).At("users.nodes").EnumerateArray());
        Assert.Equal("Ada Lovelace", (await RunAsync(client, "Viewer", new { })).Text("viewer.name"));
    }

    [Fact]
    public async Task Automatic_persisted_queries_work_as_Apollo_sends_them()
    {
        using var client = server.Client();
        const string query = "query Apollo { viewer { name } }";
        var extensions = Uri.EscapeDataString($$$"""{"persistedQuery":{"version":1,"sha256Hash":"{{{Hash(query)}}}"}}""");
        var unknown = await client.Http.GetFromJsonAsync<JsonElement>($"/graphql?operationName=Apollo&variables=%7B%7D&extensions={extensions}");
        Assert.Equal("PersistedQueryNotFound", unknown.Text("errors.0.message"));
        using var kept = await client.Http.PostAsJsonAsync("/graphql", new
        {
            operationName = "Apollo",
            variables = new { },
            query,
            extensions = new { persistedQuery = new { version = 1, sha256Hash = Hash(query) } },
        });
        Assert.Equal("Ada Lovelace", (await kept.Content.ReadFromJsonAsync<JsonElement>()).Text("data.viewer.name"));
        var known = await client.Http.GetFromJsonAsync<JsonElement>($"/graphql?operationName=Apollo&variables=%7B%7D&extensions={extensions}");
        Assert.Equal("Ada Lovelace", known.Text("data.viewer.name"));
    }

    [Theory]
    [InlineData("""{"persistedQuery":{"version":2,"sha256Hash":"00"}}""")]
    [InlineData("""{"persistedQuery":{"version":1}}""")]
    [InlineData("""{"persistedQuery":[]}""")]
    public async Task Malformed_persisted_query_is_refused(string extensions)
    {
        using var client = server.Client();
        using var content = new StringContent($$"""{"query":"{ viewer { name } }","extensions":{{extensions}}}""", Encoding.UTF8, "application/json");
        using var response = await client.Http.PostAsync("/graphql", content);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("BAD_REQUEST", (await response.Content.ReadFromJsonAsync<JsonElement>()).Text("errors.0.extensions.code"));
    }

    [Fact]
    public async Task Strict_server_runs_trusted_documents_within_the_budget_and_nothing_else()
    {
        var strict = new BackendServer(
            "Backend:GraphQL:TrustedDocuments:Mode=Only", "Backend:GraphQL:Limits:OperationCost=600", "Backend:GraphQL:Limits:CostPerMinute=700");
        await strict.InitializeAsync();
        try
        {
            using var client = strict.Client();
            Assert.Equal("TRUSTED_DOCUMENT_REQUIRED", await client.FailAsync("{ viewer { name } }"));
            var viewer = $"/graphql?documentId=sha256:{Hash(await File.ReadAllTextAsync(Path.Combine(Folder, "Viewer.graphql")))}";
            Assert.Equal("Ada Lovelace", (await client.Http.GetFromJsonAsync<JsonElement>(viewer)).Text("data.viewer.name"));
            using var refused = await client.Http.GetAsync(viewer);
            Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
            Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
            Assert.Equal(["700"], refused.Headers.GetValues("RateLimit-Limit"));
            var answer = await refused.Content.ReadFromJsonAsync<JsonElement>();
            Assert.Equal("RATE_LIMITED", answer.Text("errors.0.extensions.code"));
            Assert.False(answer.TryGetProperty("data", out _));
            using var other = strict.Client("grace");
            Assert.Equal("Grace Hopper", (await other.Http.GetFromJsonAsync<JsonElement>(viewer)).Text("data.viewer.name"));
        }
        finally
        {
            await strict.DisposeAsync();
        }
    }

    private static async Task<JsonElement> RunAsync(GraphQLClient client, string operation, object variables)
    {
        var text = await File.ReadAllTextAsync(Path.Combine(Folder, $"{operation}.graphql"));
        using var response = await client.Http.PostAsJsonAsync("/graphql", new { documentId = "sha256:" + Hash(text), variables });
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>();
        Assert.False(answer.TryGetProperty("errors", out var errors), errors.ToString());
        return answer.GetProperty("data");
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
