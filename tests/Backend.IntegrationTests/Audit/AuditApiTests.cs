using System.Text.Json;

namespace Backend.IntegrationTests.Audit;

/// <summary>What people read of the audit log.</summary>
public sealed class AuditApiTests(AuditServer server) : IClassFixture<AuditServer>
{
    private const string Entries = """
        query($filter: AuditFilter) { auditEntries(filter: $filter, first: 100) { totalCount pageInfo { hasNextPage } nodes {
          id sequence action via targetId changes { field from to } details ip requestId previousHash hash occurredAt actor { name } } } }
        """;

    [Fact]
    public async Task Entry_tells_who_did_what_to_what_from_where()
    {
        using var client = server.Client();
        var team = (await client.QueryAsync("mutation { teamCreate(input: { key: \"WHO\", name: \"Who\" }) { team { id } } }")).Text("teamCreate.team.id");
        await client.QueryAsync("mutation($id: ID!) { teamUpdate(input: { teamId: $id, name: \"Whose\" }) { syncId } }", new { id = team });
        var entry = (await ReadAsync(client, new { targetId = new { eq = team }, action = new { eq = "team.updated" } })).At("nodes.0");
        Assert.Equal(("BEARER", team, "Ada Lovelace"), (entry.Text("via"), entry.Text("targetId"), entry.Text("actor.name")));
        Assert.Equal("""[{"field":"name","from":"Who","to":"Whose"}]""", entry.At("changes").GetRawText());
        Assert.Equal("127.0.0.1", entry.Text("ip"));
        Assert.NotEmpty(entry.Text("requestId"));
        Assert.Matches("^[0-9a-f]{64}$", entry.Text("hash"));
        var again = await client.QueryAsync("query($id: ID!) { node(id: $id) { ... on AuditEntry { sequence action } } }", new { id = entry.Text("id") });
        Assert.Equal(entry.At("sequence").GetInt32(), again.At("node.sequence").GetInt32());
    }

    [Fact]
    public async Task Denied_attempts_are_written_down_up_to_the_budget()
    {
        using var admin = server.Client("grace");
        using var owner = server.Client();
        for (var attempt = 0; attempt < 10; attempt++)
            Assert.Equal("FORBIDDEN", await admin.FailAsync("mutation Peek { renamed: workspaceDelete(input: { challenge: \"demo\" }) { syncId } }"));
        var denied = (await ReadAsync(owner, new { action = new { eq = "access.denied" } })).At("nodes").EnumerateArray()
            .Where(entry => entry.Text("actor.name") == "Grace Hopper").ToArray();
        // A minute may have ended in between.
        Assert.InRange(denied.Length, 3, 6);
        Assert.Equal("""["Mutation.workspaceDelete"]""", denied[0].At("details").GetProperty("fields").GetRawText());
        Assert.Equal("Peek", denied[0].At("details").Text("operation"));
    }

    [Fact]
    public async Task Pages_cursors_and_counts_tell_nothing_of_what_is_out_of_sight()
    {
        using var owner = server.Client();
        using var admin = server.Client("grace");
        var hidden = (await owner.QueryAsync("mutation { teamCreate(input: { key: \"PGH\", name: \"Paged\", visibility: PRIVATE }) { team { id } } }")).Text("teamCreate.team.id");
        for (var change = 0; change < 7; change++)
            await owner.QueryAsync("mutation($id: ID!, $name: String!) { teamUpdate(input: { teamId: $id, name: $name }) { syncId } }", new { id = hidden, name = $"Paged {change}" });
        var open = (await owner.QueryAsync("mutation { teamCreate(input: { key: \"PGO\", name: \"Open\" }) { team { id } } }")).Text("teamCreate.team.id");
        for (var change = 0; change < 3; change++)
        {
            await owner.QueryAsync("mutation($id: ID!, $name: String!) { teamUpdate(input: { teamId: $id, name: $name }) { syncId } }", new { id = open, name = $"Open {change}" });
            await owner.QueryAsync("mutation($id: ID!, $name: String!) { teamUpdate(input: { teamId: $id, name: $name }) { syncId } }", new { id = hidden, name = $"Between {change}" });
        }

        const string pages = "query($filter: AuditFilter, $first: Int, $after: String, $last: Int, $before: String) { auditEntries(filter: $filter, first: $first, after: $after, last: $last, before: $before) { totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor } edges { cursor node { targetId } } } }";
        var nothing = (await admin.QueryAsync(pages, new { filter = new { targetId = new { eq = hidden } }, first = 1 })).At("auditEntries");
        Assert.Equal("""{"totalCount":0,"pageInfo":{"hasNextPage":false,"hasPreviousPage":false,"startCursor":null,"endCursor":null},"edges":[]}""", nothing.GetRawText());

        object both = new { action = new { eq = "team.updated" }, targetId = new { @in = new[] { open, hidden } } };
        string? after = null;
        for (var page = 0; page < 3; page++)
        {
            var read = (await admin.QueryAsync(pages, new { filter = both, first = 1, after })).At("auditEntries");
            Assert.Equal((3, 1, page < 2), (read.At("totalCount").GetInt32(), read.At("edges").GetArrayLength(), read.At("pageInfo.hasNextPage").GetBoolean()));
            Assert.Equal(open, read.Text("edges.0.node.targetId"));
            after = read.Text("pageInfo.endCursor");
        }

        var back = (await admin.QueryAsync(pages, new { filter = both, last = 2, before = after })).At("auditEntries");
        Assert.Equal((2, true, false), (back.At("edges").GetArrayLength(), back.At("pageInfo.hasNextPage").GetBoolean(), back.At("pageInfo.hasPreviousPage").GetBoolean()));
        Assert.Equal("BAD_USER_INPUT", await admin.FailAsync(pages, new { after = "bm90aGluZw" }));
    }

    [Theory]
    [InlineData("linus")]
    [InlineData("guest")]
    public async Task Members_and_guests_may_not_read_verify_or_export(string person)
    {
        using var client = server.Client(person);
        Assert.Equal("FORBIDDEN", await client.FailAsync("{ auditEntries { nodes { id } } }"));
        Assert.Equal("FORBIDDEN", await client.FailAsync("{ auditVerify { verified } }"));
        Assert.Equal("FORBIDDEN", await client.FailAsync("mutation { auditExport(input: {}) { job { id } } }"));
    }

    [Fact]
    public async Task What_an_admin_may_not_see_is_not_in_the_log_that_the_admin_reads()
    {
        using var owner = server.Client();
        using var admin = server.Client("grace");
        var team = (await owner.QueryAsync("mutation { teamCreate(input: { key: \"HID\", name: \"Hidden\", visibility: PRIVATE }) { team { id } } }")).Text("teamCreate.team.id");
        var issue = (await owner.QueryAsync("mutation($id: ID!) { issueCreate(input: { teamId: $id, title: \"Undisclosed\" }) { issue { id } } }", new { id = team })).Text("issueCreate.issue.id");
        await owner.QueryAsync("mutation($id: ID!) { issueUpdate(input: { id: $id, title: \"Confidential\" }) { syncId } }", new { id = issue });
        var own = await ReadAsync(owner, new { targetId = new { eq = issue } });
        Assert.Equal(2, own.At("totalCount").GetInt32());
        var seen = await ReadAsync(admin, new { targetId = new { eq = issue } });
        Assert.Equal((0, 0), (seen.At("totalCount").GetInt32(), seen.At("nodes").GetArrayLength()));
        Assert.DoesNotContain("Confidential", (await ReadAsync(admin, null, count: false)).GetRawText(), StringComparison.Ordinal);
        var node = own.At("nodes.0").Text("id");
        Assert.Equal(JsonValueKind.Null, (await admin.SendAsync("query($id: ID!) { node(id: $id) { id } }", new { id = node })).At("data.node").ValueKind);
        // The chain is everybody's.
        Assert.True((await admin.QueryAsync("{ auditVerify { isIntact } }")).At("auditVerify.isIntact").GetBoolean());

        var file = await ExportAsync(admin);
        Assert.DoesNotContain("Confidential", string.Concat(file.Lines), StringComparison.Ordinal);
        Assert.Contains("Confidential", string.Concat((await ExportAsync(owner)).Lines), StringComparison.Ordinal);
        // What is for one is not for another.
        Assert.Equal(System.Net.HttpStatusCode.NotFound, (await owner.Http.GetAsync(file.Url)).StatusCode);
        using var stranger = server.Client(person: null);
        Assert.Equal(System.Net.HttpStatusCode.Unauthorized, (await stranger.Http.GetAsync(file.Url)).StatusCode);
    }

    [Fact]
    public async Task Export_verifies_by_the_documentation_alone_and_is_itself_in_the_log()
    {
        using var owner = server.Client();
        var file = await ExportAsync(owner);
        var lines = file.Lines.Select(line => JsonDocument.Parse(line).RootElement).ToArray();
        Assert.True(lines.Length > 100);
        for (var index = 0; index < lines.Length; index++)
        {
            if (index > 0)
                Assert.Equal(lines[index - 1].Text("hash"), lines[index].Text("previousHash"));
            if (!lines[index].TryGetProperty("withheld", out _))
                Assert.Equal(lines[index].Text("hash"), Convert.ToHexStringLower(AuditScript.Hash(lines[index])));
        }

        Assert.Equal(lines.Length, file.Result.At("entries").GetInt32());
        var actions = (await ReadAsync(owner, new { action = new { startsWith = "audit." } })).At("nodes").EnumerateArray().Select(entry => entry.Text("action")).ToArray();
        Assert.Contains("audit.exportRequested", actions);
        Assert.Contains("audit.exported", actions);
        Assert.Contains("audit.downloaded", actions);
    }

    [Fact]
    public async Task Export_of_a_time_has_no_gaps_though_clocks_differ()
    {
        using var owner = server.Client();
        var now = TimeProvider.System.GetUtcNow();
        // Entries of a node whose clock is an hour ahead lie between others.
        await server.WriteAtAsync("demo", [now, now.AddHours(1), now, now.AddHours(1), now]);
        var file = await ExportAsync(owner, new { from = now.AddMinutes(30) });
        var lines = file.Lines.Select(line => JsonDocument.Parse(line).RootElement).ToArray();
        Assert.Equal(3, lines.Length);
        for (var index = 1; index < lines.Length; index++)
            Assert.Equal(lines[index - 1].Text("hash"), lines[index].Text("previousHash"));
        Assert.All(lines, line => Assert.Equal(line.Text("hash"), Convert.ToHexStringLower(AuditScript.Hash(line))));
    }

    private static async Task<(string Url, string[] Lines, JsonElement Result)> ExportAsync(GraphQLClient client, object? input = null)
    {
        var id = (await client.QueryAsync("mutation($input: AuditExportInput!) { auditExport(input: $input) { job { id } errors { ... on Error { message } } } }", new { input = input ?? new { } })).Text("auditExport.job.id");
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (true)
        {
            var job = (await client.QueryAsync("query($id: ID!) { job(id: $id) { status result errorMessage } }", new { id })).At("job");
            Assert.NotEqual("DEAD", job.Text("status"));
            if (job.Text("status") == "SUCCEEDED")
            {
                var url = job.At("result").Text("downloadUrl");
                var text = await client.Http.GetStringAsync(url);
                return (url, text.Split('\n', StringSplitOptions.RemoveEmptyEntries), job.At("result").Clone());
            }

            await Task.Delay(100, patience.Token);
        }
    }

    private static async Task<JsonElement> ReadAsync(GraphQLClient client, object? filter, bool count = true) =>
        (await client.QueryAsync(count ? Entries : Entries.Replace("totalCount", string.Empty, StringComparison.Ordinal), new { filter })).At("auditEntries");
}
