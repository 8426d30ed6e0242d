using System.Text.Json;

namespace Backend.IntegrationTests.Access;

/// <summary>
/// Gives ids of another workspace to every field of every input that takes one, as somebody who is an owner of both: nothing is
/// found by them, nothing there changes, and nothing of it is told.
/// </summary>
public sealed class ForeignIdTests(WalkServer server) : IClassFixture<WalkServer>
{
    private const string Canary = "Foreign canary";

    private const string Introspection = """
        { __schema {
            mutationType { fields { name args { name type { ...T } } } }
            types { name kind enumValues { name } inputFields { name defaultValue type { ...T } } } } }
        fragment T on __Type { kind name ofType { kind name ofType { kind name ofType { kind name } } } }
        """;

    [Fact]
    public async Task Ids_of_another_workspace_are_ids_of_nothing()
    {
        using var here = server.ClientOf(Role.Owner);
        await here.QueryAsync("mutation { workspaceCreate(input: { slug: \"foreign\", name: \"Foreign\" }) { workspace { id } } }");
        using var there = server.Client("ada", "foreign");
        var foreign = await BuildAsync(there);
        var before = await StateAsync(there);
        var schema = (await here.QueryAsync(Introspection)).At("__schema");
        var (samples, tried) = (new SampleInputs(schema, foreign), 0);
        foreach (var mutation in schema.At("mutationType.fields").EnumerateArray())
        {
            var name = mutation.Text("name");
            var sample = samples.For(mutation, missing: false);
            await CallAsync(here, name, sample);
            foreach (var field in IdFields(schema, name))
            {
                foreach (var id in foreign.Values)
                {
                    tried++;
                    await CallAsync(here, name, new Dictionary<string, object?>(sample, StringComparer.Ordinal) { [field] = id });
                }
            }
        }

        foreach (var id in foreign.Values)
        {
            var answer = await here.SendAsync("query($id: ID!) { node(id: $id) { id } nodes(ids: [$id]) { id } }", new { id });
            Assert.Equal("""{"node":null,"nodes":[null]}""", answer.At("data").GetRawText());
        }

        Assert.True(tried > 50);
        Assert.Equal(before, await StateAsync(there));
    }

    private static IEnumerable<string> IdFields(JsonElement schema, string mutation) => schema.At("types").EnumerateArray()
        .Single(type => type.Text("name") == char.ToUpperInvariant(mutation[0]) + mutation[1..] + "Input").At("inputFields").EnumerateArray()
        .Where(field => field.Text("name") != "id" && IsId(field.GetProperty("type"))).Select(field => field.Text("name"));

    private static bool IsId(JsonElement type) => type.Text("kind") == "SCALAR" ? type.Text("name") == "ID" : type.Text("kind") == "NON_NULL" && IsId(type.GetProperty("ofType"));

    private static async Task CallAsync(GraphQLClient client, string name, object input)
    {
        var type = char.ToUpperInvariant(name[0]) + name[1..] + "Input";
        var answer = await client.SendAsync($$"""mutation($input: {{type}}!) { {{name}}(input: $input) { __typename errors { ... on Error { code message } } } }""", new { input });
        Assert.DoesNotContain(Canary, answer.GetRawText(), StringComparison.Ordinal);
    }

    private static async Task<Dictionary<string, string>> BuildAsync(GraphQLClient there)
    {
        var team = (await there.QueryAsync($"mutation {{ teamCreate(input: {{ key: \"FOR\", name: \"{Canary}\" }}) {{ team {{ id states {{ id }} }} }} }}")).At("teamCreate.team");
        var id = team.Text("id");
        var issue = (await there.QueryAsync($"mutation($id: ID!) {{ issueCreate(input: {{ teamId: $id, title: \"{Canary}\" }}) {{ issue {{ id }} }} }}", new { id })).Text("issueCreate.issue.id");
        var comment = (await there.QueryAsync($"mutation($id: ID!) {{ commentCreate(input: {{ issueId: $id, bodyMarkdown: \"{Canary}\" }}) {{ comment {{ id }} }} }}", new { id = issue })).Text("commentCreate.comment.id");
        var label = (await there.QueryAsync($"mutation {{ labelCreate(input: {{ name: \"{Canary}\", color: \"#112233\" }}) {{ label {{ id }} }} }}")).Text("labelCreate.label.id");
        return new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["Team"] = id,
            ["WorkflowState"] = team.Text("states.0.id"),
            ["Issue"] = issue,
            ["Comment"] = comment,
            ["Label"] = label,
        };
    }

    // Its own log counts every change, and every attempt to make one.
    private static async Task<string> StateAsync(GraphQLClient there) =>
        (await there.QueryAsync("{ auditVerify { isIntact last headHash } issues { totalCount nodes { version } } teams { totalCount nodes { version } } }")).GetRawText();
}
