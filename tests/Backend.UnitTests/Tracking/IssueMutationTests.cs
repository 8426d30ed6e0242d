using System.Text.Json.Nodes;
using Backend.GraphQL;

namespace Backend.UnitTests.Tracking;

/// <summary>What the mutations of issues do and refuse.</summary>
public sealed class IssueMutationTests(TrackingServer server) : IClassFixture<TrackingServer>
{
    [Fact]
    public async Task Create_takes_everything_and_the_teams_next_number()
    {
        var team = await server.NewTeamAsync("CREATE");
        var states = await server.StatesAsync(team);
        var label = await LabelAsync("create-label", team);
        var parent = await server.CreateIssueAsync(team, "Parent");
        var linus = await UserIdAsync("linus");
        var created = await server.MutateAsync("grace", "issueCreate", new
        {
            teamId = team,
            title = "  Child ",
            descriptionMarkdown = "*Text*",
            stateId = states["In Progress"],
            priority = 4,
            estimate = 3,
            assigneeId = linus,
            parentId = (string)parent["id"]!,
            labelIds = new[] { label, label },
            startDate = "2026-11-01",
            dueDate = "2026-12-01",
        }, "issue { identifier title descriptionMarkdown state { name } priority estimate assignee { name } creator { name } parent { identifier } labels { nodes { name } } startDate dueDate startedAt version team { key } }");
        Assert.Equal(
            """{"identifier":"CREATE-2","title":"Child","descriptionMarkdown":"*Text*","state":{"name":"In Progress"},"priority":4,"estimate":3,"assignee":{"name":"Linus Torvalds"},"creator":{"name":"Grace Hopper"},"parent":{"identifier":"CREATE-1"},"labels":{"nodes":[{"name":"create-label"}]},"startDate":"2026-11-01","dueDate":"2026-12-01","startedAt":"2026-11-23T09:00:00Z","version":1,"team":{"key":"CREATE"}}""",
            created["issue"]!.ToJsonString());
    }

    [Fact]
    public async Task Create_that_fails_leaves_no_gap_in_the_numbers()
    {
        var team = await server.NewTeamAsync("GAPLESS");
        await server.CreateIssueAsync(team, "One");
        Assert.Equal("VALIDATION_FAILED input.title", await RefusalAsync("issueCreate", new { teamId = team, title = " " }));
        Assert.Equal("VALIDATION_FAILED input.priority", await RefusalAsync("issueCreate", new { teamId = team, title = "Two", priority = 9 }));
        Assert.Equal("NOT_FOUND input.assigneeId", await RefusalAsync("issueCreate", new { teamId = team, title = "Two", assigneeId = GlobalId.Format("User", Guid.CreateVersion7()) }));
        Assert.Equal("NOT_FOUND input.parentId", await RefusalAsync("issueCreate", new { teamId = team, title = "Two", parentId = GlobalId.Format("Issue", Guid.CreateVersion7()) }));
        Assert.Equal("NOT_FOUND input.labelIds", await RefusalAsync("issueCreate", new { teamId = team, title = "Two", labelIds = new[] { GlobalId.Format("Label", Guid.CreateVersion7()) } }));
        Assert.Equal("NOT_FOUND input.stateId", await RefusalAsync("issueCreate", new { teamId = team, title = "Two", stateId = (await server.StatesAsync(await server.TeamIdAsync("ENG")))["Todo"] }));
        Assert.Equal("NOT_FOUND input.teamId", await RefusalAsync("issueCreate", new { teamId = GlobalId.Format("Team", Guid.CreateVersion7()), title = "Two" }));
        Assert.Equal(2, (int)(await server.CreateIssueAsync(team, "Two"))["number"]!);
    }

    [Fact]
    public async Task Create_with_a_client_made_id_works_once()
    {
        var team = await server.NewTeamAsync("OWNID");
        var id = GlobalId.Format("Issue", Guid.CreateVersion7(server.Clock.GetUtcNow()));
        var created = await server.MutateAsync("ada", "issueCreate", new { id, teamId = team, title = "Mine" }, "issue { id }");
        Assert.Equal(id, (string)created["issue"]!["id"]!);
        Assert.Equal("VALIDATION_FAILED input.id", await RefusalAsync("issueCreate", new { id, teamId = team, title = "Again" }));
        Assert.Equal("VALIDATION_FAILED input.id", await RefusalAsync(
            "issueCreate", new { id = GlobalId.Format("Issue", new Guid("6ba7b810-9dad-11d1-80b4-00c04fd430c8")), teamId = team, title = "Version 1" }));
    }

    [Fact]
    public async Task Update_keeps_what_is_left_out_and_clears_what_is_null()
    {
        var team = await server.NewTeamAsync("UPDATE");
        var id = (string)(await server.MutateAsync("ada", "issueCreate", new { teamId = team, title = "Title", priority = 2, estimate = 5, assigneeId = await UserIdAsync("ada"), dueDate = "2026-12-24" }, "issue { id }"))["issue"]!["id"]!;
        var updated = await server.MutateAsync("grace", "issueUpdate", new { id, assigneeId = (string?)null, estimate = (int?)null, title = "New", expectedVersion = 1 },
            "issue { title priority estimate assignee { name } dueDate version history { nodes { action actor { name } changes { field from to } } } }");
        Assert.Equal("""{"title":"New","priority":2,"estimate":null,"assignee":null,"dueDate":"2026-12-24","version":2}""", Without(updated["issue"]!, "history"));
        var entry = updated["issue"]!["history"]!["nodes"]![1]!;
        Assert.Equal("Grace Hopper", (string)entry["actor"]!["name"]!);
        Assert.Equal(["title", "estimate", "assignee"], entry["changes"]!.AsArray().Select(change => (string)change!["field"]!));
        Assert.Equal("Ada Lovelace", (string)entry["changes"]![2]!["from"]!["name"]!);
        var stale = await server.MutateAsync("ada", "issueUpdate", new { id, title = "Late", expectedVersion = 1 }, "issue { id } errors2: errors { ... on ConflictError { currentVersion } }");
        Assert.Equal("CONFLICT", (string)stale["errors"]![0]!["code"]!);
        Assert.Equal(2, (int)stale["errors2"]![0]!["currentVersion"]!);
        var same = await server.MutateAsync("ada", "issueUpdate", new { id, title = "New" }, "issue { version }");
        Assert.Equal("""{"issue":{"version":2},"syncId":null,"errors":[]}""", same.ToJsonString());
        Assert.Equal("VALIDATION_FAILED input.dueDate", await RefusalAsync("issueUpdate", new { id, startDate = "2026-12-25" }));
    }

    [Fact]
    public async Task Update_of_labels_alone_is_a_change_of_the_issue()
    {
        var team = await server.NewTeamAsync("LABELS");
        var (one, two, three) = (await LabelAsync("l-one", team), await LabelAsync("l-two", team), await LabelAsync("l-three", null));
        var id = (string)(await server.CreateIssueAsync(team, "Labelled"))["id"]!;
        const string fields = "issue { version labels { nodes { name } } history(last: 1) { nodes { changes { field from to } } } }";
        Assert.Equal("l-one,l-two", Names(await server.MutateAsync("ada", "issueUpdate", new { id, labelIds = new[] { two, one } }, fields)));
        var changed = await server.MutateAsync("ada", "issueUpdate", new { id, addedLabelIds = new[] { three }, removedLabelIds = new[] { one } }, fields);
        Assert.Equal("l-three,l-two", Names(changed));
        Assert.Equal(3, (int)changed["issue"]!["version"]!);
        var change = changed["issue"]!["history"]!["nodes"]![0]!["changes"]![0]!;
        Assert.Equal(["l-one", "l-two"], change["from"]!.AsArray().Select(label => (string)label!["name"]!));
        Assert.Equal(["l-three", "l-two"], change["to"]!.AsArray().Select(label => (string)label!["name"]!));
        Assert.Equal("VALIDATION_FAILED input.labelIds", await RefusalAsync("issueUpdate", new { id, labelIds = new[] { one }, addedLabelIds = new[] { two } }));
        Assert.Equal("NOT_FOUND input.addedLabelIds", await RefusalAsync("issueUpdate", new { id, addedLabelIds = new[] { await LabelAsync("foreign", await server.TeamIdAsync("OPS")) } }));

        static string Names(JsonNode payload) => string.Join(',', payload["issue"]!["labels"]!["nodes"]!.AsArray().Select(label => (string)label!["name"]!));
    }

    [Fact]
    public async Task Update_of_the_parent_refuses_cycles_and_depths()
    {
        var team = await server.NewTeamAsync("TREE");
        var chain = new List<string>();
        foreach (var number in Enumerable.Range(1, 11))
            chain.Add((string)(await server.CreateIssueAsync(team, $"Level {number}"))["id"]!);
        for (var level = 1; level < 10; level++)
            Assert.Equal(string.Empty, await RefusalAsync("issueUpdate", new { id = chain[level], parentId = chain[level - 1] }));
        Assert.Equal("VALIDATION_FAILED input.parentId", await RefusalAsync("issueUpdate", new { id = chain[10], parentId = chain[9] }));
        Assert.Equal("VALIDATION_FAILED input.parentId", await RefusalAsync("issueUpdate", new { id = chain[0], parentId = chain[10] }));
        Assert.Equal("VALIDATION_FAILED input.parentId", await RefusalAsync("issueUpdate", new { id = chain[0], parentId = chain[0] }));
        Assert.Equal("VALIDATION_FAILED input.parentId", await RefusalAsync("issueUpdate", new { id = chain[0], parentId = chain[5] }));
        Assert.Equal("VALIDATION_FAILED input.parentId", await RefusalAsync("issueCreate", new { teamId = team, title = "Too deep", parentId = chain[9] }));
        Assert.Equal(string.Empty, await RefusalAsync("issueUpdate", new { id = chain[0], parentId = (string?)null }));
    }

    [Fact]
    public async Task Update_of_the_team_renumbers_and_the_old_identifier_still_finds()
    {
        var (from, to) = (await server.NewTeamAsync("FROM"), await server.NewTeamAsync("TO"));
        await server.CreateIssueAsync(to, "There before");
        var id = (string)(await server.MutateAsync("ada", "issueCreate", new { teamId = from, title = "Mover", stateId = (await server.StatesAsync(from))["In Review"], labelIds = new[] { await LabelAsync("stays-behind", from) } }, "issue { id }"))["issue"]!["id"]!;
        var moved = await server.MutateAsync("ada", "issueUpdate", new { id, teamId = to }, "issue { identifier previousIdentifiers state { name team { key } } team { key } labels { nodes { name } } }");
        Assert.Equal("""{"identifier":"TO-2","previousIdentifiers":["FROM-1"],"state":{"name":"In Review","team":{"key":"TO"}},"team":{"key":"TO"},"labels":{"nodes":[]}}""", moved["issue"]!.ToJsonString());
        foreach (var name in new[] { "FROM-1", "to-2", id })
            Assert.Equal("TO-2", (string)(await server.QueryAsync("ada", "query($id: ID!) { issue(id: $id) { identifier } }", new { id = name }))["issue"]!["identifier"]!);
    }

    [Fact]
    public async Task Move_ranks_within_the_team_and_changes_the_state()
    {
        var team = await server.NewTeamAsync("MOVE");
        var states = await server.StatesAsync(team);
        var ids = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var title in new[] { "A", "B", "C", "D" })
            ids[title] = (string)(await server.CreateIssueAsync(team, title))["id"]!;
        await MoveAsync(new { id = ids["D"], afterId = ids["A"] }, "A D B C");
        await MoveAsync(new { id = ids["C"], beforeId = ids["A"] }, "C A D B");
        await MoveAsync(new { id = ids["C"], afterId = ids["B"] }, "A D B C");
        await MoveAsync(new { id = ids["C"], afterId = ids["A"], beforeId = ids["D"] }, "A C D B");
        // The two are not in that order any more: the one before counts.
        await MoveAsync(new { id = ids["C"], afterId = ids["D"], beforeId = ids["A"] }, "A D C B");
        await server.CreateIssueAsync(team, "E");
        await MoveAsync(new { id = ids["A"], afterId = ids["B"], stateId = states["Done"] }, "D C B A E");
        Assert.Equal("VALIDATION_FAILED input.stateId", await RefusalAsync("issueMove", new { id = ids["A"] }));
        Assert.Equal("NOT_FOUND input.afterId", await RefusalAsync("issueMove", new { id = ids["A"], afterId = ids["A"] }));
        var read = await server.QueryAsync("ada", "query($id: ID!) { issue(id: $id) { completedAt history { nodes { changes { field } } } } }", new { id = ids["A"] });
        Assert.Equal("2026-11-23T09:00:00Z", (string)read["issue"]!["completedAt"]!);
        Assert.Equal(["state", "completedAt"], read["issue"]!["history"]!["nodes"]![1]!["changes"]!.AsArray().Select(change => (string)change!["field"]!));

        async Task MoveAsync(object input, string order)
        {
            Assert.Equal(string.Empty, await RefusalAsync("issueMove", input));
            var list = await server.QueryAsync("ada", """{ issues(filter: { team: { key: { eq: "MOVE" } } }, sort: [{ rank: { direction: ASC } }]) { nodes { title } } }""");
            Assert.Equal(order, string.Join(' ', list["issues"]!["nodes"]!.AsArray().Select(issue => (string)issue!["title"]!)));
        }
    }

    [Fact]
    public async Task Archive_and_trash_hide_from_lists_and_delete_is_for_admins()
    {
        var team = await server.NewTeamAsync("BIN");
        var ids = new List<string>();
        foreach (var title in new[] { "Archived", "Trashed", "Parent", "Part" })
            ids.Add((string)(await server.CreateIssueAsync(team, title))["id"]!);
        Assert.Equal(string.Empty, await RefusalAsync("issueUpdate", new { id = ids[3], parentId = ids[2] }));
        Assert.Equal(string.Empty, await RefusalAsync("issueArchive", new { id = ids[0] }, "linus"));
        Assert.Equal(string.Empty, await RefusalAsync("issueTrash", new { id = ids[1] }, "linus"));
        Assert.Equal("Part Parent", await ListAsync("issues(filter: { team: { key: { eq: \"BIN\" } } })"));
        Assert.Equal("Part Parent Archived", await ListAsync("issues(filter: { team: { key: { eq: \"BIN\" } } }, includeArchived: true)"));
        Assert.Equal("Trashed", await ListAsync("issues(filter: { team: { key: { eq: \"BIN\" } }, trashedAt: { isNull: false } })"));
        Assert.Equal(string.Empty, await RefusalAsync("issueUnarchive", new { id = ids[0] }));
        Assert.Equal(string.Empty, await RefusalAsync("issueRestore", new { id = ids[1] }));
        Assert.Equal("Part Parent Trashed Archived", await ListAsync("issues(filter: { team: { key: { eq: \"BIN\" } } })"));
        var refused = await server.ExecuteAsync("linus", "mutation($id: ID!) { issueDelete(input: { id: $id }) { syncId } }", new { id = ids[2] });
        Assert.Equal("FORBIDDEN", (string)refused["errors"]![0]!["extensions"]!["code"]!);
        Assert.Equal(string.Empty, await RefusalAsync("issueDelete", new { id = ids[2] }, "grace"));
        Assert.Equal("NOT_FOUND input.id", await RefusalAsync("issueDelete", new { id = ids[2] }, "grace"));
        var part = await server.QueryAsync("ada", "query($id: ID!) { issue(id: $id) { parent { id } history(last: 1) { nodes { changes { field to } } } } }", new { id = ids[3] });
        Assert.Equal("""{"parent":null,"history":{"nodes":[{"changes":[{"field":"parent","to":null}]}]}}""", part["issue"]!.ToJsonString());

        async Task<string> ListAsync(string field) => string.Join(' ',
            (await server.QueryAsync("ada", $"{{ {field[..^1]}, sort: [{{ number: {{ direction: DESC }} }}]) {{ nodes {{ title }} }} }}"))["issues"]!["nodes"]!.AsArray().Select(issue => (string)issue!["title"]!));
    }

    [Fact]
    public async Task Guests_write_nothing()
    {
        var team = await server.TeamIdAsync("ENG");
        var refused = await server.ExecuteAsync("guest", "mutation($t: ID!) { issueCreate(input: { teamId: $t, title: \"No\" }) { syncId } }", new { t = team });
        Assert.Equal("FORBIDDEN", (string)refused["errors"]![0]!["extensions"]!["code"]!);
    }

    /// <summary>The first error of a mutation as code and path; empty where there is none.</summary>
    private async Task<string> RefusalAsync(string mutation, object input, string person = "ada")
    {
        var payload = await server.MutateAsync(person, mutation, input, "issue { id }");
        return payload["errors"]!.AsArray().FirstOrDefault() is { } error
            ? $"{(string)error["code"]!} {string.Join('.', error["path"]!.AsArray().Select(part => (string)part!))}"
            : string.Empty;
    }

    private async Task<string> LabelAsync(string name, string? teamId) =>
        (string)(await server.MutateAsync("ada", "labelCreate", new { name, color = "#123456", teamId }, "label { id }"))["label"]!["id"]!;

    private async Task<string> UserIdAsync(string person) => (string)(await server.QueryAsync(person, "{ viewer { id } }"))["viewer"]!["id"]!;

    private static string Without(JsonNode node, string field)
    {
        var copy = node.DeepClone().AsObject();
        copy.Remove(field);
        return copy.ToJsonString();
    }
}
