using System.Text.Json;
using Backend.IntegrationTests.Statements;

namespace Backend.IntegrationTests.Access;

/// <summary>
/// Walks through the schema as each kind of caller: every field by every short way, every id through <c>node</c>, every field
/// that takes an id with one that the caller may not see. Nobody may be shown what is private, and each field is shown to
/// those whom <c>visibility.txt</c> names, and to nobody else; a field without a line there fails.
/// </summary>
public sealed class SchemaWalkTests(WalkServer server) : IClassFixture<WalkServer>
{
    private const int LongestPath = 4;
    private const int PathsPerType = 6;
    private static readonly Role[] Roles = Enum.GetValues<Role>();

    /// <summary>Types that only tell about others: they are read with them.</summary>
    private static readonly string[] Plumbing = ["PageInfo", "Mutation", "Subscription"];

    [Fact]
    public async Task Every_field_is_shown_to_whom_the_table_names_and_nothing_private_to_anybody()
    {
        using var ada = server.ClientOf(Role.Owner);
        var schema = await SchemaFields.ReadAsync(ada);
        var sightings = new Sightings(server, schema);
        foreach (var role in Roles)
        {
            using var client = server.ClientOf(role);
            foreach (var (type, paths) in Ways(schema))
            {
                foreach (var path in paths)
                    await ReadAsync(sightings, client, role, $"{{ {path.Inner(Everything(schema, type))} }}", path.ToString());
            }

            foreach (var (field, query) in Asked(schema))
                await ReadAsync(sightings, client, role, query, field);
            await ReadNodesAsync(sightings, schema, client, role);
        }

        await ListenAsync(sightings, schema);
        Assert.True(sightings.Leaks.Count == 0, string.Join('\n', sightings.Leaks));
        VisibilityTable.Compare(sightings.Of(Fields(schema)), field => !field.StartsWith("Mutation.", StringComparison.Ordinal));
    }

    // What a mutation answers is what it changed; its other fields are the mutation's own tests' matter.
    private static IEnumerable<SchemaField> Fields(SchemaFields schema) => schema.Types
        .Where(type => !type.StartsWith("__", StringComparison.Ordinal) && !IsEnvelope(type))
        .SelectMany(schema.Of);

    private static bool IsEnvelope(string type) => Plumbing.Contains(type) || type.EndsWith("Payload", StringComparison.Ordinal)
        || type.EndsWith("Connection", StringComparison.Ordinal) || type.EndsWith("Edge", StringComparison.Ordinal) || type.EndsWith("Error", StringComparison.Ordinal);

    private static async Task ReadAsync(Sightings sightings, GraphQLClient client, Role role, string query, string how)
    {
        var answer = await client.SendAsync(query);
        if (answer.TryGetProperty("data", out var data) && data.ValueKind == JsonValueKind.Object)
            sightings.Read(role, "Query", data, how);
        sightings.CheckText(role, WithoutEcho(answer, query), how);
    }

    // An error may repeat what was asked.
    private static string WithoutEcho(JsonElement answer, string query) =>
        GlobalIds.In(query).Aggregate(answer.GetRawText(), (text, id) => answer.TryGetProperty("errors", out _) ? text.Replace(id, "", StringComparison.Ordinal) : text);

    private async Task ReadNodesAsync(Sightings sightings, SchemaFields schema, GraphQLClient client, Role role)
    {
        foreach (var (type, id) in server.Hidden.Concat(server.Shown).Select(pair => (pair.Key, pair.Value)))
        {
            var query = $$"""{ node(id: "{{id}}") { __typename id ... on {{type}} { {{Everything(schema, type)}} } } nodes(ids: ["{{id}}"]) { __typename id } }""";
            await ReadAsync(sightings, client, role, query, $"node of {type}");
        }
    }

    /// <summary>The fields of the query that take an id or other arguments, with what is shown and with what is hidden.</summary>
    private IEnumerable<(string Field, string Query)> Asked(SchemaFields schema)
    {
        foreach (var ids in new[] { server.Shown, server.Hidden })
        {
            yield return ("issue", Ask("issue", $"id: \"{ids["Issue"]}\""));
            yield return ("team", Ask("team", $"id: \"{ids["Team"]}\""));
            yield return ("import", Ask("import", $"id: \"{ids["Import"]}\""));
            yield return ("job", Ask("job", $"id: \"{ids["Job"]}\""));
            yield return ("board", Ask("board", $"teamId: \"{ids["Team"]}\", groupBy: STATE"));
            yield return ("board by assignee", Ask("board", $"teamId: \"{ids["Team"]}\", groupBy: ASSIGNEE"));
            yield return ("board by priority", Ask("board", $"teamId: \"{ids["Team"]}\", groupBy: PRIORITY"));
            yield return ("webhook", Ask("webhook", $"id: \"{server.Shown["WebhookEndpoint"]}\""));
            yield return ("grants", Ask("grants", $"resourceId: \"{ids["Team"]}\", first: 10"));
            yield return ("issues of a parent", Ask("issues", "filter: { parent: { title: { contains: \"" + WalkServer.Canary + "\" } } }, first: 50"));
            yield return ("issues of a label", Ask("issues", $"filter: {{ labels: {{ some: {{ id: {{ eq: \"{ids["Label"]}\" }} }} }} }}, first: 50"));
            yield return ("issues of a team", Ask("issues", $"filter: {{ team: {{ id: {{ eq: \"{ids["Team"]}\" }} }} }}, first: 50"));
            foreach (var user in new[] { server.Ada, server.GuestUser })
                yield return ("effectiveAccess", Ask("effectiveAccess", $"resourceId: \"{ids["Issue"]}\", userId: \"{user}\""));
        }

        yield return ("unreadCount", "{ unreadCount }");
        yield return ("all notifications", Ask("notifications", "view: ALL, first: 10"));
        yield return ("mails", Ask("emailDeliveries", "filter: { status: { eq: FAILED } }, first: 10"));
        yield return ("archived issues", Ask("issues", "includeArchived: true, filter: { archivedAt: { isNull: false } }, first: 10"));
        yield return ("trashed issues", Ask("issues", "filter: { trashedAt: { isNull: false } }, first: 10"));
        yield return ("changes", Ask("changes", "since: 0, first: 100"));
        yield return ("later changes", Ask("changes", "since: 100, first: 100"));
        foreach (var since in new[] { 200, 300, 400 })
            yield return ("latest changes", Ask("changes", $"since: {since}, first: 100"));

        string Ask(string field, string arguments)
        {
            var asked = schema.Of("Query").Single(member => member.Name == field);
            return $"{{ {field}({arguments}) {{ {Inside(schema, asked, depth: field == "effectiveAccess" ? 3 : 2)} }} }}";
        }
    }

    private async Task ListenAsync(Sightings sightings, SchemaFields schema)
    {
        var subscriptions = schema.Of("Subscription");
        foreach (var role in new[] { Role.Owner, Role.Admin, Role.Member, Role.Guest })
        {
            await ListenToInboxAsync(sightings, subscriptions.Single(member => member.Name == "notificationAdded"), schema, role);
            foreach (var (field, arguments, ids) in new[] { server.Shown, server.Hidden }.SelectMany(ids => new[]
            {
                ("issueChanged", "since: 0", ids), ("commentChanged", $"issueId: \"{ids["Issue"]}\", since: 0", ids), ("jobProgress", $"id: \"{ids["Job"]}\"", ids),
                ("changes", "since: 0", ids), ("membershipChanged", "since: 0", ids),
            }))
            {
                var asked = subscriptions.Single(member => member.Name == field);
                await using var socket = await SocketClient.OpenAsync(server.Address);
                await socket.SendAsync(new { type = "connection_init", payload = new { authorization = $"Bearer {server.TokenOf(role)}", workspace = "demo" } });
                await socket.ReceiveAsync();
                await socket.SubscribeAsync("1", $"subscription {{ {field}({arguments}) {{ {Inside(schema, asked)} }} }}");
                // Something that all of them see marks the end of what is replayed; a stream that is refused ends by itself.
                using var ada = server.ClientOf(Role.Owner);
                var mark = $"mark {Guid.CreateVersion7(TimeProvider.System.GetUtcNow()):N}";
                var changed = await WalkServer.MutateAsync(ada, "issueUpdate", new { id = server.Shown["Issue"], title = mark }, "syncId");
                var said = await WalkServer.MutateAsync(ada, "commentUpdate", new { id = ids["Comment"], bodyMarkdown = ids == server.Hidden ? $"{WalkServer.Canary} {mark}" : mark }, "syncId");
                var last = field == "membershipChanged" ? await LastOfMembersAsync(role)
                    : (field == "commentChanged" ? said : changed).At("syncId").GetInt64();
                while (await socket.ReceiveAsync() is var message && message.Text("type") == "next")
                {
                    if (message.At("payload").TryGetProperty("data", out var data) && data.ValueKind == JsonValueKind.Object)
                        sightings.Read(role, "Subscription", data, $"subscription {field}");
                    sightings.CheckText(role, message.GetRawText(), $"subscription {field}");
                    if (field == "jobProgress" || message.At($"payload.data.{field}.syncId").GetInt64() >= last)
                        break;
                }
            }
        }
    }

    // All of these callers have something in theirs.
    private async Task ListenToInboxAsync(Sightings sightings, SchemaField asked, SchemaFields schema, Role role)
    {
        await using var socket = await SocketClient.OpenAsync(server.Address);
        await socket.SendAsync(new { type = "connection_init", payload = new { authorization = $"Bearer {server.TokenOf(role)}", workspace = "demo" } });
        await socket.ReceiveAsync();
        await socket.SubscribeAsync("1", $"subscription {{ {asked.Name}(since: 0) {{ {Inside(schema, asked)} }} }}");
        sightings.Read(role, "Subscription", (await socket.ReceiveAsync()).At("payload.data"), $"subscription {asked.Name}");
    }

    // The guest sees no change of members but its own, so that no later one could mark the end.
    private async Task<long> LastOfMembersAsync(Role role)
    {
        using var client = server.ClientOf(role);
        var (since, last) = (0L, 0L);
        while (true)
        {
            var page = (await client.QueryAsync($"{{ changes(since: {since}, first: 100) {{ syncId hasMore nodes {{ syncId type }} }} }}")).At("changes");
            foreach (var change in page.At("nodes").EnumerateArray())
            {
                if (change.Text("type").StartsWith("member.", StringComparison.Ordinal) || change.Text("type").StartsWith("team.member", StringComparison.Ordinal))
                    last = change.At("syncId").GetInt64();
            }

            if (!page.At("hasMore").GetBoolean())
                return last;
            since = page.At("syncId").GetInt64();
        }
    }

    /// <summary>The short ways from the query to the objects of each type.</summary>
    private static Dictionary<string, List<SchemaPath>> Ways(SchemaFields schema)
    {
        var found = new Dictionary<string, List<SchemaPath>>(StringComparer.Ordinal) { ["Query"] = [new SchemaPath([])] };
        var open = new Queue<(string Type, SchemaPath Path)>([("Query", new SchemaPath([]))]);
        while (open.TryDequeue(out var current))
        {
            foreach (var field in schema.Of(current.Type).Where(field => field is { IsLeaf: false, NeedsArguments: false }))
            {
                var path = current.Path.Then(field);
                if (!found.TryGetValue(field.Objects, out var paths))
                    found.Add(field.Objects, paths = []);
                if (path.Steps.Count > LongestPath || paths.Count >= PathsPerType)
                    continue;
                paths.Add(path);
                open.Enqueue((field.Objects, path));
            }
        }

        return found;
    }

    internal static string Inside(SchemaFields schema, SchemaField field, int depth = 1) =>
        field.Node is { } node ? $"totalCount nodes {{ {Everything(schema, node, depth - 1)} }}" : Everything(schema, field.Target, depth);

    /// <summary>All leaves of a type, and of all objects that its fields lead to.</summary>
    internal static string Everything(SchemaFields schema, string type, int depth = 1)
    {
        var parts = new List<string> { "__typename" };
        foreach (var field in schema.Of(type).Where(field => !field.NeedsArguments))
        {
            if (field.IsLeaf)
                parts.Add(field.Name);
            else if (depth > 0)
                parts.Add(field.Node is { } node
                    ? $"{field.Name}(first: 10) {{ totalCount nodes {{ {Everything(schema, node, depth - 1)} }} }}"
                    : $"{field.Name} {{ {Everything(schema, field.Target, depth - 1)} }}");
        }

        return string.Join(' ', parts);
    }
}
