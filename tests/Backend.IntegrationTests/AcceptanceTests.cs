using System.Text.Json;
using GraphQLParser;
using GraphQLParser.AST;
using Snapshooter.Xunit;

namespace Backend.IntegrationTests;

/// <summary>The operations that clients rely on, as they stand in the acceptance file where it is there.</summary>
[Collection(ServerCollection.Name)]
public sealed class AcceptanceTests(BackendServer server)
{
    private readonly string? document = SharedFiles.Find("acceptance/01-core.graphql") is { } path ? File.ReadAllText(path) : null;

    [Fact]
    public async Task Every_operation_of_the_file_works_verbatim()
    {
        if (document is null)
            return;
        using var client = server.Client();
        var team = (await client.QueryAsync("{ team(id: \"ENG\") { id } }")).Text("team.id");
        var issue = (await RunAsync(client, "CreateIssue", new { input = new { teamId = team, title = "Accepted" } })).At("issueCreate");
        Assert.Equal("UNSTARTED", issue.Text("issue.state.category"));
        Assert.True(issue.At("syncId").GetInt64() > 0);
        var id = issue.Text("issue.id");
        await RunAsync(client, "Viewer", null);
        await RunAsync(client, "Teams", null);
        var updated = await RunAsync(client, "UpdateIssue", new { input = new { id, title = "Accepted twice", dueDate = "2030-01-31" } });
        Assert.Equal("2030-01-31", updated.Text("issueUpdate.issue.dueDate"));
        await RunAsync(client, "Comment", new { input = new { issueId = id, bodyMarkdown = "Well *done*." } });
        var read = await RunAsync(client, "Issue", new { id = issue.Text("issue.identifier") });
        Assert.Equal("Well *done*.", read.Text("issue.comments.nodes.0.bodyMarkdown"));
        Assert.Contains(read.At("issue.history.nodes").EnumerateArray(), entry =>
            entry.At("changes").EnumerateArray().Any(change => change.Text("field") == "title" && change.Text("to") == "Accepted twice"));
        await RunAsync(client, "Board", new { team });
        Assert.Equal("Issue", (await RunAsync(client, "Node", new { id })).Text("node.__typename"));
        foreach (var variables in DocumentedVariables())
            await RunAsync(client, "Issues", variables);
        var change = await FollowAsync("IssueChanged", new { filter = new { id = new { eq = id } }, since = issue.At("syncId").GetInt64() - 1 });
        Assert.Equal(("CREATED", issue.Text("issue.identifier")), (change.Text("issueChanged.action"), change.Text("issueChanged.issue.identifier")));
        Assert.Equal(OperationNames().Order(StringComparer.Ordinal), executed.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Update_with_an_old_version_conflicts_and_gives_the_current_one()
    {
        using var client = server.Client();
        var team = (await client.QueryAsync("{ team(id: \"ENG\") { id } }")).Text("team.id");
        var created = await client.QueryAsync(
            "mutation($input: IssueCreateInput!) { issueCreate(input: $input) { issue { id version } } }", new { input = new { teamId = team, title = "Twice" } });
        var id = created.Text("issueCreate.issue.id");
        const string update = """
            mutation($input: IssueUpdateInput!) {
              issueUpdate(input: $input) { issue { title version } errors { __typename ... on Error { code path } ... on ConflictError { currentVersion } } }
            }
            """;
        await client.QueryAsync(update, new { input = new { id, title = "First", expectedVersion = 1 } });
        var second = await client.QueryAsync(update, new { input = new { id, title = "Second", expectedVersion = 1 } });
        Assert.Equal("CONFLICT", second.Text("issueUpdate.errors.0.code"));
        Assert.Equal(2, second.At("issueUpdate.errors.0.currentVersion").GetInt32());
    }

    [Fact]
    public async Task First_page_of_the_seeded_board_is_as_it_was()
    {
        using var client = server.Client();
        var page = await client.QueryAsync("""
            {
              issues(first: 3, filter: { team: { key: { eq: "OPS" } }, number: { lte: 80 } }, sort: [{ number: { direction: ASC } }]) {
                totalCount pageInfo { hasNextPage hasPreviousPage }
                nodes { identifier title priority state { name category } assignee { name } creator { name } labels(first: 5) { nodes { name } } }
              }
            }
            """);
        Snapshot.Match(page.Stable());
    }

    private readonly List<string> executed = [];

    private Task<JsonElement> RunAsync(GraphQLClient client, string operation, object? variables)
    {
        if (!executed.Contains(operation))
            executed.Add(operation);
        // The whole document goes along, as a client with one file of operations would send it; unused ones are valid.
        return client.QueryAsync(document!, variables, operation);
    }

    private async Task<JsonElement> FollowAsync(string operation, object variables)
    {
        executed.Add(operation);
        await using var socket = await SocketClient.ConnectAsync(server);
        await socket.SubscribeAsync("1", document!, variables, operation);
        return await socket.NextAsync();
    }

    private IEnumerable<string> OperationNames() => Parser.Parse(document!).Definitions
        .OfType<GraphQLOperationDefinition>()
        .Select(operation => operation.Name!.StringValue);

    // The file gives variables that must work in comments: # {"first": ...}
    private IEnumerable<JsonElement> DocumentedVariables() => document!.Split('\n')
        .Where(line => line.StartsWith("# {", StringComparison.Ordinal))
        .Select(line => JsonSerializer.Deserialize<JsonElement>(line[2..]));
}
