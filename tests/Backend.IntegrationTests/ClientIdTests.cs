using System.Text.Json;
using Backend.GraphQL;

namespace Backend.IntegrationTests;

/// <summary>Every create mutation takes an id made by the client.</summary>
[Collection(ServerCollection.Name)]
public sealed class ClientIdTests(BackendServer server)
{
    private static readonly Dictionary<string, (string Type, string Field, Func<string, Dictionary<string, object>> Input)> Creates = new(StringComparer.Ordinal)
    {
        ["commentCreate"] = ("Comment", "comment", _ => new() { ["issueId"] = "issue", ["bodyMarkdown"] = "With an id" }),
        ["grantCreate"] = ("Grant", "grant", _ => new()
        {
            ["teamId"] = "team",
            ["roleId"] = GlobalId.Format("Role", new Guid("00000000-0000-7000-8000-000000000004")),
            ["resourceId"] = "issue",
        }),
        ["importCreate"] = ("Import", "import", _ => new()
        {
            ["teamKey"] = "ENG",
            ["columns"] = new[] { new { field = "TITLE", column = "title" }, new { field = "EXTERNAL_ID", column = "number" } },
        }),
        ["issueCreate"] = ("Issue", "issue", _ => new() { ["teamId"] = "team", ["title"] = "With an id" }),
        ["labelCreate"] = ("Label", "label", tag => new() { ["name"] = $"with id {tag}", ["color"] = "#123456" }),
        ["personalTokenCreate"] = ("PersonalToken", "personalToken", _ => new() { ["name"] = "With an id", ["scopes"] = new[] { "user:read" } }),
        ["roleCreate"] = ("Role", "role", tag => new() { ["name"] = $"with id {tag}", ["permissions"] = new[] { "issue:read" } }),
        ["serviceAccountCreate"] = ("User", "user", _ => new() { ["name"] = "With an id", ["role"] = "MEMBER" }),
        ["serviceAccountTokenCreate"] = ("PersonalToken", "personalToken", _ => new() { ["userId"] = "bot", ["name"] = "With an id", ["scopes"] = new[] { "user:read" } }),
        ["stateCreate"] = ("WorkflowState", "state", tag => new() { ["teamId"] = "team", ["name"] = $"with id {tag}", ["category"] = "BACKLOG" }),
        ["teamCreate"] = ("Team", "team", tag => new() { ["key"] = $"W{tag}", ["name"] = "With an id" }),
        ["webhookCreate"] = ("WebhookEndpoint", "webhook", tag => new() { ["url"] = $"https://example.com/{tag}", ["events"] = new[] { "state.deleted" } }),
        ["workspaceCreate"] = ("Workspace", "workspace", tag => new() { ["slug"] = $"with-id-{tag}", ["name"] = "With an id" }),
    };

    public static TheoryData<string> Names => [.. Creates.Keys];

    [Fact]
    public async Task Every_create_mutation_is_covered_here()
    {
        using var client = server.Client();
        var fields = (await client.QueryAsync("{ __schema { mutationType { fields { name } } } }")).At("__schema.mutationType.fields");
        // What creates many takes the ids in its list; what is no object of the workspace has none.
        Assert.Equal(
            Creates.Keys, fields.EnumerateArray().Select(field => field.Text("name")).Where(name => name.EndsWith("Create", StringComparison.Ordinal) && name != "issueBatchCreate").Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Id_is_taken_once(string mutation)
    {
        using var client = server.Client();
        var id = GlobalId.Format(Creates[mutation].Type, Guid.CreateVersion7(TimeProvider.System.GetUtcNow()));
        Assert.Equal(id, (await SendAsync(client, mutation, id, "1")).Text($"{Creates[mutation].Field}.id"));
        var again = await SendAsync(client, mutation, id, "2");
        Assert.Equal("VALIDATION_FAILED", again.Text("errors.0.code"));
        Assert.Equal("""["input","id"]""", again.At("errors.0.path").GetRawText());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Id_of_another_version_is_refused(string mutation)
    {
        using var client = server.Client();
        var refused = await SendAsync(client, mutation, GlobalId.Format(Creates[mutation].Type, new Guid("0123456789abcdef0123456789abcdef")), "3");
        Assert.Equal("""["input","id"]""", refused.At("errors.0.path").GetRawText());
    }

    private static async Task<JsonElement> SendAsync(GraphQLClient client, string mutation, string id, string tag)
    {
        var (_, field, makeInput) = Creates[mutation];
        var known = await client.QueryAsync("{ team(id: \"ENG\") { id } issue(id: \"ENG-1\") { id } }");
        var input = makeInput(tag);
        foreach (var name in input.Keys.Where(name => name is "teamId" or "issueId" or "resourceId").ToArray())
            input[name] = known.Text($"{input[name]}.id");
        if (input.ContainsKey("userId"))
            input["userId"] = (await client.QueryAsync("""mutation { serviceAccountCreate(input: { name: "Bot", role: MEMBER }) { user { id } } }""")).Text("serviceAccountCreate.user.id");
        input["id"] = id;
        var type = char.ToUpperInvariant(mutation[0]) + mutation[1..] + "Input";
        return (await client.QueryAsync(
            $$"""mutation($input: {{type}}!) { {{mutation}}(input: $input) { {{field}} { id } errors { ... on Error { code path } } } }""", new { input })).At(mutation);
    }
}
