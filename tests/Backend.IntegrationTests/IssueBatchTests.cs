using System.Text.Json;
using Backend.GraphQL;

namespace Backend.IntegrationTests;

/// <summary>Many issues created or changed at once.</summary>
[Collection(ServerCollection.Name)]
public sealed class IssueBatchTests(BackendServer server)
{
    private const string Payload = "issues { id title priority labels(first: 5) { nodes { name } } } succeededCount failedCount syncId errors { __typename ... on Error { code path } }";
    private const string Create = $"mutation($input: IssueBatchCreateInput!) {{ issueBatchCreate(input: $input) {{ {Payload} }} }}";
    private const string Update = $"mutation($input: IssueBatchUpdateInput!) {{ issueBatchUpdate(input: $input) {{ {Payload} }} }}";

    [Fact]
    public async Task A_thousand_are_created_in_order_with_an_event_each()
    {
        using var client = server.Client();
        var team = await NewTeamAsync(client, "BULK");
        var before = await HeadAsync(client);
        var created = await SendAsync(client, Create, new { issues = Enumerable.Range(1, 1_000).Select(n => new { teamId = team, title = $"Bulk {n}" }) });
        Assert.Equal((1_000, 0), (created.At("succeededCount").GetInt32(), created.At("failedCount").GetInt32()));
        Assert.Equal(Enumerable.Range(1, 1_000).Select(n => $"Bulk {n}"), created.At("issues").EnumerateArray().Select(issue => issue.Text("title")));
        Assert.True(created.At("syncId").GetInt64() >= before + 1_000);
        var listed = await client.QueryAsync("{ issues(filter: { team: { key: { eq: \"BULK\" } } }, sort: [{ number: { direction: DESC } }], first: 1) { totalCount nodes { number history(first: 5) { nodes { action } } } } }");
        Assert.Equal((1_000, 1_000), (listed.At("issues.totalCount").GetInt32(), listed.At("issues.nodes.0.number").GetInt32()));
        Assert.Equal("CREATED", Assert.Single(listed.At("issues.nodes.0.history.nodes").EnumerateArray()).Text("action"));
    }

    [Fact]
    public async Task Statements_that_look_up_do_not_grow_with_the_batch()
    {
        using var client = server.Client();
        var team = await NewTeamAsync(client, "BCNT");
        var people = await client.QueryAsync("{ users(first: 3) { nodes { id } } labels(first: 3) { nodes { id } } }");
        // The first issue of a team makes the counter of its numbers.
        await CountAsync(1);
        var (few, fewData) = await CountAsync(5);
        var (many, manyData) = await CountAsync(400);
        AssertSame();
        Assert.True(many <= 16, $"{many} statements");
        (few, _) = await CountUpdateAsync(fewData);
        (many, _) = await CountUpdateAsync(manyData);
        AssertSame();
        Assert.True(many <= 14, $"{many} statements");

        // When a job of the server's own commits in between, who the caller is is read once more.
        void AssertSame() => Assert.InRange(many, few - 1, few + 1);

        async Task<(int, JsonElement)> CountAsync(int size)
        {
            var input = new
            {
                issues = Enumerable.Range(1, size).Select(n => new
                {
                    id = GlobalId.Format("Issue", Guid.CreateVersion7(TimeProvider.System.GetUtcNow())),
                    teamId = team,
                    title = $"Counted {n}",
                    assigneeId = people.Text($"users.nodes.{n % 3}.id"),
                    labelIds = new[] { people.Text($"labels.nodes.{n % 3}.id") },
                }),
            };
            // Rows that are written are as many as there are issues; SQLite takes a statement for each.
            var (data, statements) = await server.Statements.CountAsync(client, "mutation($input: IssueBatchCreateInput!) { issueBatchCreate(input: $input) { issues { id } succeededCount } }", new { input });
            Assert.Equal(size, data.At("issueBatchCreate.succeededCount").GetInt32());
            return (statements.Count(IsLookUp), data.At("issueBatchCreate.issues"));
        }

        async Task<(int, JsonElement)> CountUpdateAsync(JsonElement issues)
        {
            var input = new { ids = issues.EnumerateArray().Select(issue => issue.Text("id")), priority = 3, assigneeId = people.Text("users.nodes.0.id"), addedLabelIds = new[] { people.Text("labels.nodes.0.id") } };
            var (data, statements) = await server.Statements.CountAsync(client, "mutation($input: IssueBatchUpdateInput!) { issueBatchUpdate(input: $input) { succeededCount failedCount } }", new { input });
            Assert.Equal(issues.GetArrayLength(), data.At("issueBatchUpdate.succeededCount").GetInt32());
            return (statements.Count(IsLookUp), data);
        }

        // After many rows PostgreSQL's catalogue is asked for tables without statistics, once.
        static bool IsLookUp(string sql) => !sql.Contains("pg_class", StringComparison.Ordinal)
            && (sql.TrimStart().StartsWith("SELECT", StringComparison.Ordinal) || sql.Contains("platform_counters", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Rejected_batch_does_nothing_and_tells_every_error_with_its_place()
    {
        using var client = server.Client();
        var team = await NewTeamAsync(client, "BREJ");
        var rejected = await SendAsync(client, Create, new { issues = Faulty(team), errorPolicy = "REJECT_ALL" });
        Assert.Equal(JsonValueKind.Null, rejected.At("issues").ValueKind);
        Assert.Equal(
            ["""["input","issues","1","title"]""", """["input","issues","2","teamId"]""", """["input","issues","4","priority"]"""],
            rejected.At("errors").EnumerateArray().Select(error => error.At("path").GetRawText()));
        Assert.Equal(["ValidationError", "NotFoundError", "ValidationError"], rejected.At("errors").EnumerateArray().Select(error => error.Text("__typename")));
        Assert.Equal(0, await CountAsync(client, "BREJ"));
    }

    [Fact]
    public async Task Batch_that_skips_does_the_rest()
    {
        using var client = server.Client();
        var team = await NewTeamAsync(client, "BSKP");
        var done = await SendAsync(client, Create, new { issues = Faulty(team), errorPolicy = "SKIP_FAILED" });
        Assert.Equal((2, 3), (done.At("succeededCount").GetInt32(), done.At("failedCount").GetInt32()));
        Assert.Equal(3, done.At("errors").GetArrayLength());
        Assert.Equal(2, await CountAsync(client, "BSKP"));
    }

    [Fact]
    public async Task Parent_may_stand_before_its_parts_in_the_batch()
    {
        using var client = server.Client();
        var team = await NewTeamAsync(client, "BPAR");
        var ids = Enumerable.Range(0, 12).Select(_ => GlobalId.Format("Issue", Guid.CreateVersion7(TimeProvider.System.GetUtcNow()))).ToArray();
        var done = await SendAsync(client, Create, new
        {
            issues = ids.Select((id, index) => new { id, teamId = team, title = $"Level {index + 1}", parentId = index == 0 ? null : ids[index - 1] }),
            errorPolicy = "SKIP_FAILED",
        });
        // Ten levels are allowed; the eleventh fails, and so the twelfth has no parent.
        Assert.Equal(10, done.At("succeededCount").GetInt32());
        Assert.Equal(["VALIDATION_FAILED", "NOT_FOUND"], done.At("errors").EnumerateArray().Select(error => error.Text("code")));
    }

    [Fact]
    public async Task Filter_says_what_is_changed()
    {
        using var client = server.Client();
        var team = await NewTeamAsync(client, "BFIL");
        await SendAsync(client, Create, new { issues = Enumerable.Range(1, 10).Select(n => new { teamId = team, title = $"Filtered {n}", priority = n % 2 }) });
        var label = (await client.QueryAsync("{ labels(first: 1) { nodes { id name } } }")).At("labels.nodes.0");
        var changed = await SendAsync(client, Update, new { filter = new { team = new { key = new { eq = "BFIL" } }, priority = new { eq = 1 } }, priority = 4, addedLabelIds = new[] { label.Text("id") } });
        Assert.Equal(5, changed.At("succeededCount").GetInt32());
        Assert.All(changed.At("issues").EnumerateArray(), issue => Assert.Equal((4, label.Text("name")), (issue.At("priority").GetInt32(), issue.Text("labels.nodes.0.name"))));
        var again = await SendAsync(client, Update, new { filter = new { team = new { key = new { eq = "BFIL" } }, priority = new { eq = 4 } }, priority = 4 });
        Assert.Equal((5, JsonValueKind.Null), (again.At("succeededCount").GetInt32(), again.At("syncId").ValueKind));
    }

    [Fact]
    public async Task Issues_of_hidden_teams_are_not_there()
    {
        using var ada = server.Client();
        using var linus = server.Client("linus");
        var (open, hidden) = (await NewTeamAsync(ada, "BOPN"), await NewTeamAsync(ada, "BHID", "PRIVATE"));
        var ids = (await SendAsync(ada, Create, new { issues = new[] { open, hidden }.Select(teamId => new { teamId, title = "Seen?" }) })).At("issues").EnumerateArray().Select(issue => issue.Text("id")).ToArray();
        var changed = await SendAsync(linus, Update, new { ids, priority = 2, errorPolicy = "SKIP_FAILED" });
        Assert.Equal(ids[0], Assert.Single(changed.At("issues").EnumerateArray()).Text("id"));
        Assert.Equal("""["input","ids","1"]""", changed.At("errors.0.path").GetRawText());
        Assert.Equal("NOT_FOUND", changed.At("errors.0").Text("code"));
    }

    [Fact]
    public async Task Guest_may_not()
    {
        using var guest = server.Client("guest");
        Assert.Equal("FORBIDDEN", await guest.FailAsync(Update, new { input = new { ids = new[] { "issue_01h455vb4pex5vsknk084sn02q" }, priority = 2 } }));
    }

    private static object[] Faulty(string team) =>
    [
        new { teamId = team, title = "Good" },
        new { teamId = team, title = "" },
        new { teamId = GlobalId.Format("Team", Guid.CreateVersion7(TimeProvider.System.GetUtcNow())), title = "No team" },
        new { teamId = team, title = "Good too" },
        new { teamId = team, title = "Too urgent", priority = 9 },
    ];

    private static async Task<JsonElement> SendAsync(GraphQLClient client, string mutation, object input) =>
        (await client.QueryAsync(mutation, new { input })).EnumerateObject().Single().Value;

    private static async Task<string> NewTeamAsync(GraphQLClient client, string key, string visibility = "PUBLIC") => (await client.QueryAsync(
        "mutation($input: TeamCreateInput!) { teamCreate(input: $input) { team { id } } }", new { input = new { key, name = key, visibility } })).Text("teamCreate.team.id");

    private static async Task<int> CountAsync(GraphQLClient client, string key) =>
        (await client.QueryAsync("query($k: String!) { issues(filter: { team: { key: { eq: $k } } }) { totalCount } }", new { k = key })).At("issues.totalCount").GetInt32();

    private static async Task<long> HeadAsync(GraphQLClient client) =>
        (await client.QueryAsync("{ issues(first: 1, sort: [{ updatedAt: { direction: DESC } }]) { nodes { syncId } } }")).At("issues.nodes.0.syncId").GetInt64();
}
