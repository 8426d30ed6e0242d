using System.Text.Json;
using Backend.GraphQL;
using Backend.IntegrationTests.Statements;

namespace Backend.IntegrationTests.Access;

/// <summary>
/// Gives ids of another workspace to everything in the schema that takes an id, as somebody who is an owner of both: each is
/// answered exactly like one that nothing has, nothing of it is told, and nothing there changes. What takes ids is found by
/// introspection; a place that no call reaches with an id that would do there fails.
/// </summary>
public sealed class ForeignIdTests(WalkServer server) : IClassFixture<WalkServer>, IAsyncLifetime
{
    /// <summary>Types whose ids are of no workspace, or of which the walk has none, with what looks after them.</summary>
    private static readonly Dictionary<string, string> Elsewhere = new(StringComparer.Ordinal)
    {
        ["AuditEntry"] = "a place in the log, which is one of the caller's own log; AuditApiTests",
        ["Session"] = "of a person; SessionTests.Person_lists_and_ends_the_own_sessions_only",
    };

    /// <summary>What filters take ids of.</summary>
    private static readonly string[] Filtered = ["Issue", "Label", "Notification", "Team", "User", "WorkflowState"];

    /// <summary>How many of the latest changes subscriptions replay.</summary>
    private const int Replayed = 20;

    private readonly Dictionary<string, string> answers = new(StringComparer.Ordinal);
    private readonly HashSet<string> reached = new(StringComparer.Ordinal);
    private readonly SortedSet<string> told = new(StringComparer.Ordinal);
    private ForeignWorkspace? foreign;
    private GraphQLClient? here;
    // Whoever is a member of a workspace is shown that there is it, wherever they ask: that one is asked for by somebody else.
    private GraphQLClient? outsider;
    private JsonElement schema;
    private SchemaFields? fields;
    private InputPlaces? places;
    private InputSamples? samples;
    private Dictionary<string, string> own = new(StringComparer.Ordinal);

    [Fact]
    public async Task Every_type_with_ids_has_one_in_the_other_workspace()
    {
        var types = (await here!.QueryAsync("{ __type(name: \"Node\") { possibleTypes { name } } }")).At("__type.possibleTypes").EnumerateArray().Select(type => type.Text("name"));
        Assert.Empty(types.Except(foreign!.Ids.Keys).Except(Elsewhere.Keys));
    }

    [Fact]
    public async Task Queries_and_filters_answer_ids_of_another_workspace_like_ids_of_nothing()
    {
        var before = await foreign!.StateAsync();
        var all = places!.ObjectTypes.Where(type => type is not ("Mutation" or "Subscription")).SelectMany(places.Ids).ToArray();
        foreach (var place in all)
        {
            var field = fields!.Of(place.Owner).Single(field => field.Name == place.Field.Text("name"));
            // Something may lead to what has no id of its own; then there would be no way to call it here.
            var within = place.Owner == "Query" ? null : own[place.Owner];
            var query = InputSamples.Document(place, "query", $"{{ {SchemaWalkTests.Inside(fields, field)} {(field.Objects == "Node" ? "id" : "")} }}", within);
            await CompareAsync(place, (type, variables) => (type == "Workspace" ? outsider! : here!).SendAsync(query, variables), isList: true);
        }

        Assert.True(all.Length > 100, $"{all.Length}");
        Report(all);
        Assert.Equal(before, await foreign.StateAsync());
    }

    [Fact]
    public async Task Subscriptions_answer_ids_of_another_workspace_like_ids_of_nothing()
    {
        var last = (await WalkServer.MutateAsync(here!, "issueUpdate", new { id = server.Shown["Issue"], title = "The mark" }, "syncId")).At("syncId").GetInt64();
        var all = places!.Ids("Subscription").ToArray();
        foreach (var place in all)
        {
            var field = fields!.Of("Subscription").Single(field => field.Name == place.Field.Text("name"));
            var query = InputSamples.Document(place, "subscription", $"{{ {SchemaWalkTests.Inside(fields, field)} }}");
            await CompareAsync(place, (_, variables) => ListenAsync(query, field.Name, Marked(variables, last), last), isList: true);
        }

        Assert.True(all.Length > 25, $"{all.Length}");
        Report(all);
    }

    [Fact]
    public async Task Mutations_answer_ids_of_another_workspace_like_ids_of_nothing_and_change_nothing_there()
    {
        var before = await foreign!.StateAsync();
        var all = places!.Ids("Mutation").Where(place => !MakesIt(place) && place.Field.Text("name") != "sessionRevoke").ToArray();
        foreach (var place in all)
        {
            var name = place.Field.Text("name");
            var query = InputSamples.Document(place, "mutation", "{ __typename errors { ... on Error { code message path } } }");
            await CompareAsync(place, (_, variables) => here!.SendAsync(query, Complete(place, variables)), isList: false);
            if (name == "webhookCreate")
                await server.DeleteWebhooksAsync();
        }

        Assert.True(all.Length > 60, $"{all.Length}");
        Report(all);
        Assert.Equal(before, await foreign.StateAsync());
    }

    // An id that the client makes is of nothing yet; ClientIdTests look after these.
    private static bool MakesIt(InputPlace place) =>
        place.Steps[^1].Name == "id" && place.Field.Text("name").EndsWith("Create", StringComparison.Ordinal);

    // What no type says to be needed, and the mutation asks for.
    private Dictionary<string, object?> Complete(InputPlace place, Dictionary<string, object?> variables)
    {
        var input = (Dictionary<string, object?>)variables["input"]!;
        switch (place.Field.Text("name"))
        {
            case "grantCreate":
                if (!input.ContainsKey("teamId") && !input.ContainsKey("tokenId"))
                    input.TryAdd("userId", server.Ada);
                break;
            case "deliveryReplay":
                input.TryAdd("from", "2026-01-01T00:00:00Z");
                break;
            case "notificationUpdateAll":
                input.TryAdd("isRead", true);
                break;
            case "issueBatchUpdate":
                input.TryAdd("priority", 1);
                if (!input.ContainsKey("filter"))
                    input.TryAdd("ids", new[] { server.Shown["Issue"] });
                break;
        }

        return variables;
    }

    // A filter that finds nothing, and a label that is not there to be taken away, are no errors.
    private static bool MayPass(InputPlace place) => place.Steps.Any(step => step.Name is "filter" or "removedLabelIds");

    // The first fields of filters are tried with everything where a query takes them; the rest are the same filters again.
    private static bool IsDeep(InputPlace place) => MayPass(place) && (place.Owner == "Mutation" || place.Steps.Count > 3);

    private async Task CompareAsync(InputPlace place, Func<string, Dictionary<string, object?>, Task<JsonElement>> sendAsync, bool isList)
    {
        foreach (var (type, id) in foreign!.Ids.Where(pair => !IsDeep(place) || Filtered.Contains(pair.Key)))
        {
            var missing = type.StartsWith('a') ? id.Replace('F', 'X') : id[..^26] + GlobalId.Format("X", new Guid("01900000-0000-7000-8000-000000000001"))[^26..];
            var answer = (await sendAsync(type, samples!.Arguments(place, _ => id))).GetRawText();
            var nothing = (await sendAsync(type, samples!.Arguments(place, _ => missing))).GetRawText();
            if (answer.Replace(id, "?", StringComparison.Ordinal) != nothing.Replace(missing, "?", StringComparison.Ordinal))
                told.Add($"{place} with an id of {type}:\n  {answer}\n  {nothing}");
            if (answer.Contains(ForeignWorkspace.Canary, StringComparison.Ordinal) || answer.Contains("INTERNAL", StringComparison.Ordinal))
                told.Add($"{place} with an id of {type}: {answer}");
            if (type == "Issue")
                answers[place.ToString()] = answer;
            // Of the right kind for the place: it was looked for.
            if (answer.Contains("NOT_FOUND", StringComparison.Ordinal) || (isList && !answer.Contains("\"errors\"", StringComparison.Ordinal))
                || (MayPass(place) && answer.Contains("\"errors\":[]", StringComparison.Ordinal)))
                reached.Add(place.ToString());
        }
    }

    private void Report(IEnumerable<InputPlace> all)
    {
        Assert.True(told.Count == 0, string.Join('\n', told));
        var unreached = all.Select(place => place.ToString()).Except(reached).Select(place => $"{place}: {answers[place]}").ToArray();
        Assert.True(unreached.Length == 0, $"No id would do at:\n{string.Join('\n', unreached)}");
    }

    /// <summary>Lets one issue pass a filter in any case, so that the end of what is replayed is seen.</summary>
    private Dictionary<string, object?> Marked(Dictionary<string, object?> variables, long last)
    {
        if (variables.TryGetValue("filter", out var filter))
            variables["filter"] = new { or = new[] { filter, new { id = new { eq = server.Shown["Issue"] } } } };
        if (variables.ContainsKey("filter"))
            variables["since"] = Math.Max(0, last - Replayed);
        return variables;
    }

    private async Task<JsonElement> ListenAsync(string query, string field, Dictionary<string, object?> variables, long last)
    {
        await using var socket = await SocketClient.ConnectAsync(server);
        await socket.SubscribeAsync("1", query, variables);
        var heard = new List<JsonElement>();
        while (await socket.ReceiveAsync() is var message && message.Text("type") == "next")
        {
            heard.Add(message);
            if (message.At("payload").TryGetProperty("errors", out _) || message.At($"payload.data.{field}.syncId").GetInt64() >= last)
                return JsonSerializer.SerializeToElement(heard);
            heard[^1] = message;
        }

        return JsonSerializer.SerializeToElement(heard.Append(await LastAsync(socket, query, variables)));
    }

    // What was refused at once said so in an error message, which is asked for again to have it whole.
    private static async Task<JsonElement> LastAsync(SocketClient socket, string query, Dictionary<string, object?> variables)
    {
        await socket.SubscribeAsync("2", query, variables);
        return await socket.ReceiveAsync();
    }

    public async Task InitializeAsync()
    {
        foreign = await Shared.GetAsync(server);
        (here, outsider) = (server.ClientOf(Role.Owner), server.ClientOf(Role.Admin));
        schema = (await here.QueryAsync(InputPlaces.Introspection)).At("__schema");
        fields = await SchemaFields.ReadAsync(here);
        places = new InputPlaces(schema);
        var known = await here.QueryAsync("{ workspace { id } roles { id name } grants(first: 1) { nodes { id } } }");
        own = new Dictionary<string, string>(server.Shown, StringComparer.Ordinal)
        {
            ["User"] = server.Ada,
            ["WebhookDelivery"] = server.Hidden["WebhookDelivery"],
            ["DeliveryAttempt"] = server.Hidden["DeliveryAttempt"],
            ["Notification"] = server.Hidden["Notification"],
            ["Reminder"] = server.Hidden["Reminder"],
            ["Workspace"] = known.Text("workspace.id"),
            ["Role"] = known.At("roles").EnumerateArray().First(role => role.Text("name") == "guest").Text("id"),
            ["Grant"] = known.Text("grants.nodes.0.id"),
            ["Session"] = GlobalId.Format("Session", new Guid("01900000-0000-7000-8000-000000000002")),
            ["PersonalToken"] = GlobalId.Format("PersonalToken", new Guid("01900000-0000-7000-8000-000000000002")),
        };
        samples = new InputSamples(places, schema, own);
    }

    public Task DisposeAsync()
    {
        here!.Dispose();
        outsider!.Dispose();
        return Task.CompletedTask;
    }

    /// <summary>One other workspace for all of the tests.</summary>
    private static class Shared
    {
        private static readonly System.Runtime.CompilerServices.ConditionalWeakTable<WalkServer, Task<ForeignWorkspace>> Known = [];

        public static Task<ForeignWorkspace> GetAsync(WalkServer server) => Known.GetValue(server, ForeignWorkspace.CreateAsync);
    }
}
