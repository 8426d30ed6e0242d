using Backend.GraphQL;

namespace Backend.IntegrationTests.Access;

/// <summary>Nobody finds out by the answers who has an account here, or which workspaces there are.</summary>
public sealed class UserEnumerationTests(WalkServer server) : IClassFixture<WalkServer>
{
    private static readonly string Missing = GlobalId.Format("User", new Guid("01900000-0000-7000-8000-000000000001"));

    [Fact]
    public async Task Somebody_outside_of_the_workspace_is_answered_like_nobody_to_whoever_may_name_people()
    {
        using var outsider = server.ClientOf(Role.Stranger);
        outsider.Http.DefaultRequestHeaders.Remove("Backend-Workspace");
        var outside = (await outsider.QueryAsync("{ viewer { id } }")).Text("viewer.id");
        using var ada = server.ClientOf(Role.Owner);
        var schema = (await ada.QueryAsync(InputPlaces.Introspection)).At("__schema");
        var places = new InputPlaces(schema);
        var grant = await ada.QueryAsync("{ roles { id name } }");
        var own = new Dictionary<string, string>(server.Shown, StringComparer.Ordinal)
        {
            ["User"] = server.Ada,
            ["Role"] = grant.Text("roles.0.id"),
        };
        var samples = new InputSamples(places, schema, own);
        var all = new[] { "Query", "Mutation" }.SelectMany(places.Ids).Where(NamesSomebody).ToArray();
        Assert.True(all.Length >= 10, $"{all.Length}");
        foreach (var place in all)
        {
            var document = InputSamples.Document(
                place, place.Owner.ToLowerInvariant(), place.Owner == "Mutation" ? "{ __typename errors { ... on Error { code message path } } }" : "{ __typename }");
            Assert.Equal(await AnswerAsync(ada, document, samples, place, Missing), await AnswerAsync(ada, document, samples, place, outside));
        }
    }

    [Theory]
    [InlineData("Guest")]
    [InlineData("Member")]
    public async Task Address_of_somebody_outside_of_the_workspace_finds_nobody(string role)
    {
        using var client = server.ClientOf(Enum.Parse<Role>(role));
        const string query = "query($email: String!) { users(first: 5, filter: { email: { eq: $email } }) { totalCount nodes { id } } }";
        Assert.Equal(
            (await client.SendAsync(query, new { email = "nobody-at-all@demo.localhost" })).GetRawText(),
            (await client.SendAsync(query, new { email = "stranger@demo.localhost" })).GetRawText());
    }

    [Fact]
    public async Task Workspace_that_one_is_not_in_is_answered_like_none()
    {
        using var stranger = server.ClientOf(Role.Stranger);
        var there = (await stranger.SendAsync("{ viewer { id } }")).GetRawText();
        stranger.Http.DefaultRequestHeaders.Remove("Backend-Workspace");
        stranger.Http.DefaultRequestHeaders.Add("Backend-Workspace", "none-of-this-name");
        Assert.Contains("NOT_FOUND", there, StringComparison.Ordinal);
        Assert.Equal((await stranger.SendAsync("{ viewer { id } }")).GetRawText(), there);
    }

    private static bool NamesSomebody(InputPlace place) => place.Steps[^1].Name is "userId" or "ownerId" or "assigneeId" or "actorId"
        || place.Steps.Any(step => step.Name is "assignee" or "creator" or "actorId") || (place.Owner == "Query" && place.Field.Text("name") is "node" or "nodes" or "users");

    private static async Task<string> AnswerAsync(GraphQLClient client, string document, InputSamples samples, InputPlace place, string id) =>
        (await client.SendAsync(document, samples.Arguments(place, _ => id))).GetRawText().Replace(id, "?", StringComparison.Ordinal);
}
