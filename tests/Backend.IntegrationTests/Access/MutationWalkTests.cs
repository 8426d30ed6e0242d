namespace Backend.IntegrationTests.Access;

/// <summary>
/// Calls every mutation as each kind of caller, with ids that the caller may not see where it takes ids. Who is refused at once
/// is compared with the table; nobody changes anything that is hidden from them.
/// </summary>
public sealed class MutationWalkTests(WalkServer server) : IClassFixture<WalkServer>
{
    private const string Introspection = """
        { __schema {
            mutationType { fields { name args { name type { ...T } } } }
            types { name kind enumValues { name } inputFields { name defaultValue type { ...T } } } } }
        fragment T on __Type { kind name ofType { kind name ofType { kind name ofType { kind name } } } }
        """;

    private static readonly string[] Refusals = ["FORBIDDEN", "UNAUTHENTICATED"];

    [Fact]
    public async Task Every_mutation_is_let_through_for_whom_the_table_names_and_changes_nothing_hidden()
    {
        using var ada = server.ClientOf(Role.Owner);
        var schema = (await ada.QueryAsync(Introspection)).At("__schema");
        var inputs = new SampleInputs(schema, server.Hidden);
        var seen = new Dictionary<string, string>(StringComparer.Ordinal);
        var before = await HiddenAsync(ada);
        foreach (var mutation in schema.At("mutationType.fields").EnumerateArray())
        {
            var (name, let) = (mutation.Text("name"), new List<Role>());
            foreach (var role in Enum.GetValues<Role>())
            {
                using var client = server.ClientOf(role);
                if (await IsLetThroughAsync(client, name, inputs.For(mutation, missing: role == Role.Owner)))
                    let.Add(role);
            }

            seen.Add($"Mutation.{name}", VisibilityTable.Write(let));
        }

        Assert.Equal(before, await HiddenAsync(ada));
        VisibilityTable.Compare(seen, field => field.StartsWith("Mutation.", StringComparison.Ordinal));
    }

    // What a caller without the workspace is told is that there is no such workspace: no mutation is let through then.
    private static async Task<bool> IsLetThroughAsync(GraphQLClient client, string name, object input)
    {
        var type = char.ToUpperInvariant(name[0]) + name[1..] + "Input";
        var response = await client.SendAsync($$"""mutation($input: {{type}}!) { {{name}}(input: $input) { __typename errors { ... on Error { code } } } }""", new { input });
        if (!response.TryGetProperty("errors", out var errors))
            return true;
        var error = errors[0];
        var code = error.Text("extensions.code");
        // A sample that does not fit the schema would test nothing.
        Assert.False(code is "BAD_USER_INPUT" or "GRAPHQL_VALIDATION_FAILED", $"{name}: {response}");
        return !Refusals.Contains(code) && (code != "NOT_FOUND" || error.TryGetProperty("path", out _));
    }

    // All that anybody could have changed: versions of what is hidden, and how much there is of it.
    private async Task<string> HiddenAsync(GraphQLClient ada) => (await ada.QueryAsync("""
        query($team: ID!, $issue: ID!, $comment: ID!, $label: ID!) {
          team(id: $team) { version members(first: 50) { totalCount } states { id version } labels(first: 50) { totalCount } }
          issue(id: $issue) { version archivedAt trashedAt comments(first: 50) { totalCount } history(first: 100) { totalCount } }
          comment: node(id: $comment) { ... on Comment { version } }
          label: node(id: $label) { ... on Label { version } }
          issues(filter: { team: { id: { eq: $team } } }, includeArchived: true) { totalCount }
          grants(resourceId: $team) { totalCount }
        }
        """, new { team = server.Hidden["Team"], issue = server.Hidden["Issue"], comment = server.Hidden["Comment"], label = server.Hidden["Label"] })).ToString();
}
