using System.Text.Json.Nodes;

namespace Backend.UnitTests.Tracking;

/// <summary>Workflow states and labels, and what must hold among them.</summary>
public sealed class StateAndLabelTests(TrackingServer server) : IClassFixture<TrackingServer>
{
    [Fact]
    public async Task New_team_has_a_workflow_to_begin_with()
    {
        var team = await server.NewTeamAsync("NEW");
        var states = await server.QueryAsync("ada", "query($id: ID!) { node(id: $id) { ... on Team { states { name category position } } } }", new { id = team });
        Assert.Equal("Backlog BACKLOG 0, Todo UNSTARTED 1, In Progress STARTED 2, In Review STARTED 3, Done COMPLETED 4, Canceled CANCELED 5", string.Join(
            ", ", states["node"]!["states"]!.AsArray().Select(state => $"{state!["name"]} {state["category"]} {state["position"]}")));
    }

    [Fact]
    public async Task States_are_created_in_their_place_changed_and_deleted()
    {
        var team = await server.NewTeamAsync("FLOW");
        var testing = await StateAsync("stateCreate", new { teamId = team, name = "Testing", category = "STARTED" });
        Assert.Equal(string.Empty, Error(testing));
        await StateAsync("stateCreate", new { teamId = team, name = "Triage", category = "TRIAGE", color = "#ABCDEF" });
        Assert.Equal(["Triage", "Backlog", "Todo", "In Progress", "In Review", "Testing", "Done", "Canceled"], (await server.StatesAsync(team)).Keys);
        Assert.Equal("VALIDATION_FAILED input.name", Error(await StateAsync("stateCreate", new { teamId = team, name = "todo", category = "STARTED" })));
        Assert.Equal("VALIDATION_FAILED input.color", Error(await StateAsync("stateCreate", new { teamId = team, name = "Red", category = "STARTED", color = "red" })));
        var id = (string)testing["state"]!["id"]!;
        Assert.Equal("VALIDATION_FAILED input.name", Error(await StateAsync("stateUpdate", new { id, name = "DONE" })));
        Assert.Equal("CONFLICT input.expectedVersion", Error(await StateAsync("stateUpdate", new { id, name = "QA", expectedVersion = 9 })));
        Assert.Equal(string.Empty, Error(await StateAsync("stateUpdate", new { id, name = "TESTING", position = -1, expectedVersion = 2 })));
        Assert.Equal("TESTING", (await server.StatesAsync(team)).Keys.First());
        await server.MutateAsync("ada", "issueCreate", new { teamId = team, title = "In it", stateId = id }, "issue { id }");
        Assert.Equal("VALIDATION_FAILED input.id", Error(await StateAsync("stateDelete", new { id })));
        var states = await server.StatesAsync(team);
        Assert.Equal("VALIDATION_FAILED input.id", Error(await StateAsync("stateDelete", new { id = states["Todo"] })));
        Assert.Equal(string.Empty, Error(await StateAsync("stateDelete", new { id = states["In Review"] })));
        Assert.Equal(string.Empty, Error(await StateAsync("stateDelete", new { id = states["Triage"] })));
        Assert.DoesNotContain("Triage", (await server.StatesAsync(team)).Keys);
    }

    [Fact]
    public async Task States_are_the_admins()
    {
        var team = await server.TeamIdAsync("ENG");
        var refused = await server.ExecuteAsync("linus", "mutation($t: ID!) { stateCreate(input: { teamId: $t, name: \"Mine\", category: STARTED }) { syncId } }", new { t = team });
        Assert.Equal("FORBIDDEN", (string)refused["errors"]![0]!["extensions"]!["code"]!);
    }

    [Fact]
    public async Task Labels_are_unique_in_their_scope_and_leave_with_their_issues()
    {
        var team = await server.NewTeamAsync("TAGS");
        var own = await LabelAsync("labelCreate", new { name = "Ünique", color = "#ABCDEF", teamId = team });
        Assert.Equal("#abcdef", (string)own["label"]!["color"]!);
        Assert.Equal("VALIDATION_FAILED input.name", Error(await LabelAsync("labelCreate", new { name = "üNIQUE", color = "#abcdef", teamId = team })));
        var common = await LabelAsync("labelCreate", new { name = "ünique", color = "#abcdef" });
        Assert.Equal(string.Empty, Error(common));
        Assert.Equal("VALIDATION_FAILED input.name", Error(await LabelAsync("labelCreate", new { name = "ÜNIQUE", color = "#abcdef" })));
        Assert.Equal("VALIDATION_FAILED input.name", Error(await LabelAsync("labelUpdate", new { id = (string)common["label"]!["id"]!, name = "BUG" })));
        Assert.Equal(string.Empty, Error(await LabelAsync("labelUpdate", new { id = (string)common["label"]!["id"]!, name = "Unique" })));
        var issue = (await server.MutateAsync("ada", "issueCreate", new { teamId = team, title = "Labelled", labelIds = new[] { (string)own["label"]!["id"]! } }, "issue { id labels { totalCount } }"))["issue"]!;
        Assert.Equal(1, (int)issue["labels"]!["totalCount"]!);
        var shown = await server.QueryAsync("ada", "query($id: ID!) { node(id: $id) { ... on Team { labels(last: 2) { nodes { name } } } } }", new { id = team });
        Assert.Equal("""[{"name":"wontfix"},{"name":"Ünique"}]""".Replace("Ü", "\\u00DC", StringComparison.Ordinal), shown["node"]!["labels"]!["nodes"]!.ToJsonString());
        Assert.Equal(string.Empty, Error(await LabelAsync("labelDelete", new { id = (string)own["label"]!["id"]! })));
        var after = await server.QueryAsync("ada", "query($id: ID!) { issue(id: $id) { labels { totalCount } } }", new { id = (string)issue["id"]! });
        Assert.Equal(0, (int)after["issue"]!["labels"]!["totalCount"]!);
    }

    private Task<JsonNode> StateAsync(string mutation, object input) => server.MutateAsync("ada", mutation, input, "state { id name }");

    private Task<JsonNode> LabelAsync(string mutation, object input) => server.MutateAsync("linus", mutation, input, "label { id name color }");

    private static string Error(JsonNode payload) => payload["errors"]!.AsArray().FirstOrDefault() is { } error
        ? $"{(string)error["code"]!} {string.Join('.', error["path"]!.AsArray().Select(part => (string)part!))}"
        : string.Empty;
}
