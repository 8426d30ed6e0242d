using System.Text.Json.Nodes;

namespace Backend.UnitTests.Tracking;

/// <summary>Which issues lists, nodes and counts show, and to whom.</summary>
public sealed class IssueListTests(TrackingServer server) : IClassFixture<TrackingServer>
{
    [Theory]
    [InlineData("number: { lte: 3 }", "ONE TWO THREE")]
    [InlineData("title: { startsWith: \"T\" }", "TWO THREE")]
    [InlineData("descriptionMarkdown: { contains: \"needle\" }", "TWO")]
    [InlineData("priority: { in: [2, 4] }", "ONE THREE")]
    [InlineData("estimate: { isNull: true }", "ONE FOUR")]
    [InlineData("dueDate: { lt: \"P1W\" }", "THREE")]
    [InlineData("createdAt: { gte: \"-PT1H\" }", "ONE TWO THREE FOUR")]
    [InlineData("completedAt: { isNull: false }", "FOUR")]
    [InlineData("startedAt: { isNull: false }", "TWO")]
    [InlineData("state: { name: { in: [\"Done\", \"In Progress\"] }, position: { gt: 2 } }", "FOUR")]
    [InlineData("state: { category: { neq: UNSTARTED } }", "TWO FOUR")]
    [InlineData("assignee: { isMe: { eq: true } }", "TWO")]
    [InlineData("assignee: { isNull: true }", "ONE THREE FOUR")]
    [InlineData("creator: { displayName: { eq: \"grace\" } }", "FOUR")]
    [InlineData("labels: { some: { name: { eq: \"f-red\" } } }", "TWO THREE")]
    [InlineData("labels: { none: { name: { eq: \"f-red\" } } }", "ONE FOUR")]
    [InlineData("labels: { every: { name: { eq: \"f-red\" } } }", "ONE TWO FOUR")]
    [InlineData("parent: { isNull: true }", "ONE FOUR")]
    [InlineData("parent: { isNull: false, title: { eq: \"ONE\" } }", "TWO THREE")]
    [InlineData("parent: { not: { title: { eq: \"ONE\" } } }", "")]
    [InlineData("not: { parent: { title: { eq: \"ONE\" } } }", "ONE FOUR")]
    [InlineData("or: [{ title: { eq: \"ONE\" } }, { and: [{ priority: { gt: 1 } }, { labels: { some: { name: { eq: \"f-blue\" } } } }] }]", "ONE THREE")]
    [InlineData("identifier: { eq: \"FILTER-3\" }", "THREE")]
    public async Task Filter_finds(string filter, string titles)
    {
        await BringAsync();
        var list = await server.QueryAsync("ada", $$"""{ issues(filter: { team: { key: { eq: "FILTER" } }, {{filter}} }, sort: [{ number: { direction: ASC } }]) { totalCount nodes { title } } }""");
        Assert.Equal(titles, Titles(list["issues"]!));
        Assert.Equal(titles.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length, (int)list["issues"]!["totalCount"]!);
    }

    [Theory]
    [InlineData("priority: { direction: DESC }", "THREE ONE TWO FOUR")]
    [InlineData("title: { direction: ASC }", "FOUR ONE THREE TWO")]
    [InlineData("dueDate: { direction: DESC }", "TWO THREE ONE FOUR")]
    [InlineData("estimate: { direction: ASC }", "THREE TWO ONE FOUR")]
    [InlineData("state: { direction: DESC }", "FOUR TWO ONE THREE")]
    [InlineData("rank: { direction: DESC }", "FOUR THREE TWO ONE")]
    public async Task Sort_orders_and_pages_follow_it(string sort, string titles)
    {
        await BringAsync();
        var read = new List<string>();
        string? after = null;
        do
        {
            var page = (await server.QueryAsync("ada", $$"""query($after: String) { issues(first: 1, after: $after, filter: { team: { key: { eq: "FILTER" } } }, sort: [{ {{sort}} }, { number: { direction: ASC } }]) { nodes { title } pageInfo { hasNextPage endCursor } } }""", new { after }))["issues"]!;
            read.Add(Titles(page));
            after = (bool)page["pageInfo"]!["hasNextPage"]! ? (string)page["pageInfo"]!["endCursor"]! : null;
        }
        while (after is not null);
        Assert.Equal(titles, string.Join(' ', read));
    }

    [Fact]
    public async Task Private_teams_and_guests_see_nothing_else_by_any_door()
    {
        var team = await server.NewTeamAsync("SECRET", "PRIVATE");
        var hidden = await server.CreateIssueAsync(team, "Hidden");
        var label = (string)(await server.MutateAsync("ada", "labelCreate", new { name = "hidden-label", color = "#000000", teamId = team }, "label { id }"))["label"]!["id"]!;
        var open = await server.CreateIssueAsync(await server.TeamIdAsync("OPS"), "Child of the hidden one");
        await server.MutateAsync("ada", "issueUpdate", new { id = (string)open["id"]!, parentId = (string)hidden["id"]! }, "issue { id }");
        foreach (var person in new[] { "grace", "guest" })
        {
            Assert.Equal("NOT_FOUND", await CodeAsync(person, "query($id: ID!) { issue(id: $id) { id } }", (string)hidden["id"]!));
            Assert.Equal("NOT_FOUND", await CodeAsync(person, "query($id: ID!) { issue(id: $id) { id } }", "SECRET-1"));
            Assert.Equal("NOT_FOUND", await CodeAsync(person, "query($id: ID!) { board(teamId: $id, groupBy: STATE) { groups { count } } }", team));
            foreach (var id in new[] { (string)hidden["id"]!, label, (string)hidden["state"]!["id"]! })
                Assert.Equal("""{"node":null}""", (await server.QueryAsync(person, "query($id: ID!) { node(id: $id) { id } }", new { id })).ToJsonString());
            var all = await server.QueryAsync(person, """{ issues(filter: { title: { eq: "Hidden" } }) { totalCount } labels(filter: { name: { eq: "hidden-label" } }) { totalCount } guess: issues(filter: { parent: { title: { eq: "Hidden" } } }) { totalCount } }""");
            Assert.Equal("""{"issues":{"totalCount":0},"labels":{"totalCount":0},"guess":{"totalCount":0}}""", all.ToJsonString());
        }

        var child = await server.QueryAsync("grace", "query($id: ID!) { issue(id: $id) { parent { title } } }", new { id = (string)open["id"]! });
        Assert.Null(child["issue"]!["parent"]);
        foreach (var (person, name) in new[] { ("ada", "SECRET-1"), ("grace", null) })
        {
            var history = await server.QueryAsync(person, "query($id: ID!) { issue(id: $id) { history(last: 1) { nodes { changes { field from to } } } } }", new { id = (string)open["id"]! });
            var change = history["issue"]!["history"]!["nodes"]![0]!["changes"]![0]!;
            Assert.Equal(("parent", name), ((string)change["field"]!, (string?)change["to"]?["name"]));
        }

        Assert.Equal("NOT_FOUND", await CodeAsync("guest", "query($id: ID!) { issue(id: $id) { id } }", (string)open["id"]!));
        var refused = await server.MutateAsync("grace", "issueUpdate", new { id = (string)hidden["id"]!, title = "Seen" }, "issue { id }");
        Assert.Equal("NOT_FOUND", (string)refused["errors"]![0]!["code"]!);
        Assert.Equal("NOT_FOUND", (string)(await server.MutateAsync("grace", "issueUpdate", new { id = (string)open["id"]!, teamId = team }, "issue { id }"))["errors"]![0]!["code"]!);
    }

    [Fact]
    public async Task Seed_brings_200_issues_once()
    {
        const string count = """{ issues(filter: { externalSource: { eq: "seed" } }) { totalCount } eng: issues(filter: { team: { key: { eq: "ENG" } }, externalSource: { eq: "seed" } }) { totalCount } labels(filter: { team: { isNull: true }, name: { in: ["bug", "feature", "chore", "documentation", "performance", "wontfix"] } }) { totalCount } }""";
        const string expected = """{"issues":{"totalCount":200},"eng":{"totalCount":120},"labels":{"totalCount":6}}""";
        Assert.Equal(expected, (await server.QueryAsync("ada", count)).ToJsonString());
        await server.SeedAsync();
        Assert.Equal(expected, (await server.QueryAsync("ada", count)).ToJsonString());
    }

    private async Task<string?> CodeAsync(string person, string query, string id) =>
        (string?)(await server.ExecuteAsync(person, query, new { id }))["errors"]?[0]?["extensions"]?["code"];

    private async Task BringAsync()
    {
        if ((await server.QueryAsync("ada", """{ teams(filter: { key: { eq: "FILTER" } }) { totalCount } }"""))["teams"]!["totalCount"]!.GetValue<int>() > 0)
            return;
        var team = await server.NewTeamAsync("FILTER");
        var states = await server.StatesAsync(team);
        var me = (string)(await server.QueryAsync("ada", "{ viewer { id } }"))["viewer"]!["id"]!;
        var (red, blue) = (await LabelAsync("f-red"), await LabelAsync("f-blue"));
        var one = await CreateAsync("ada", new { teamId = team, title = "ONE", priority = 2 });
        await CreateAsync("ada", new { teamId = team, title = "TWO", priority = 1, parentId = one, descriptionMarkdown = "hay needle hay", estimate = 8, assigneeId = me, stateId = states["In Progress"], labelIds = new[] { red }, dueDate = "2027-11-01" });
        await CreateAsync("ada", new { teamId = team, title = "THREE", priority = 4, parentId = one, estimate = 3, labelIds = new[] { red, blue }, dueDate = "2026-11-25" });
        await CreateAsync("grace", new { teamId = team, title = "FOUR", stateId = states["Done"] });
    }

    private async Task<string> CreateAsync(string person, object input) =>
        (string)(await server.MutateAsync(person, "issueCreate", input, "issue { id }"))["issue"]!["id"]!;

    private async Task<string> LabelAsync(string name) =>
        (string)(await server.MutateAsync("ada", "labelCreate", new { name, color = "#123456" }, "label { id }"))["label"]!["id"]!;

    private static string Titles(JsonNode connection) => string.Join(' ', connection["nodes"]!.AsArray().Select(issue => (string)issue!["title"]!));
}
