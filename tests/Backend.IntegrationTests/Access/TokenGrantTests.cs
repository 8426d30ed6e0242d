using System.Net.Http.Headers;

namespace Backend.IntegrationTests.Access;

/// <summary>What is granted to a token of a service account holds for that token alone, beside its scopes, until it is taken back.</summary>
[Collection(ServerCollection.Name)]
public sealed class TokenGrantTests(BackendServer server)
{
    private const string Grant = "mutation($input: GrantCreateInput!) { grantCreate(input: $input) { grant { id token { id name } viewerCan { revoke } } errors { ... on Error { code } } } }";
    private const string Seen = "{ issues(first: 1, filter: { team: { key: { eq: \"OPS\" } } }) { totalCount } teams(first: 10) { nodes { key } } }";

    [Fact]
    public async Task Granted_token_does_on_the_team_what_its_scopes_do_not_name_and_no_other_token_does()
    {
        using var ada = server.Client();
        var account = await AccountAsync(ada);
        var (granted, id) = await TokenAsync(ada, account, "granted");
        var (other, _) = await TokenAsync(ada, account, "other");
        using (granted)
        using (other)
        {
            Assert.Equal("FORBIDDEN", await granted.FailAsync(Seen));
            var known = await ada.QueryAsync("{ team(id: \"OPS\") { id } issues(first: 1, filter: { team: { key: { eq: \"OPS\" } } }) { nodes { id title } } }");
            var issue = known.Text("issues.nodes.0.id");
            var made = (await ada.QueryAsync(Grant, new { input = new { tokenId = id, roleId = await RoleAsync(ada), resourceId = known.Text("team.id") } })).At("grantCreate");
            Assert.Equal((id, true), (made.Text("grant.token.id"), made.At("grant.viewerCan.revoke").GetBoolean()));

            var seen = await granted.QueryAsync(Seen);
            Assert.Equal(["OPS"], seen.At("teams.nodes").EnumerateArray().Select(team => team.Text("key")));
            Assert.True(seen.At("issues.totalCount").GetInt32() > 0);
            await granted.QueryAsync("mutation($id: ID!, $title: String!) { issueUpdate(input: { id: $id, title: $title }) { issue { id } } }", new { id = issue, title = known.Text("issues.nodes.0.title") });
            Assert.Equal("FORBIDDEN", await granted.FailAsync("mutation($id: ID!) { issueTrash(input: { id: $id }) { issue { id } } }", new { id = issue }));
            Assert.Equal("FORBIDDEN", await other.FailAsync(Seen));

            await ada.QueryAsync("mutation($id: ID!) { grantRevoke(input: { id: $id }) { grant { id } } }", new { id = made.Text("grant.id") });
            Assert.Equal("FORBIDDEN", await granted.FailAsync(Seen));
        }
    }

    [Fact]
    public async Task Token_of_a_person_is_granted_nothing()
    {
        using var ada = server.Client();
        var mine = (await ada.QueryAsync("mutation { personalTokenCreate(input: { name: \"mine\", scopes: [\"issue:read\"] }) { personalToken { id } errors { ... on Error { message } } } }"))
            .Text("personalTokenCreate.personalToken.id");
        var team = (await ada.QueryAsync("{ team(id: \"OPS\") { id } }")).Text("team.id");
        var refused = await ada.QueryAsync(Grant, new { input = new { tokenId = mine, roleId = await RoleAsync(ada), resourceId = team } });
        Assert.Equal("NOT_FOUND", refused.Text("grantCreate.errors.0.code"));
        var user = (await ada.QueryAsync("{ viewer { id } }")).Text("viewer.id");
        var both = await ada.QueryAsync(Grant, new { input = new { tokenId = mine, userId = user, roleId = await RoleAsync(ada), resourceId = team } });
        Assert.Equal("VALIDATION_FAILED", both.Text("grantCreate.errors.0.code"));
    }

    private static async Task<string> AccountAsync(GraphQLClient ada) =>
        (await ada.QueryAsync("mutation { serviceAccountCreate(input: { name: \"Granted Robot\", role: GUEST }) { user { id } errors { ... on Error { message } } } }")).Text("serviceAccountCreate.user.id");

    private async Task<(GraphQLClient Client, string Id)> TokenAsync(GraphQLClient ada, string account, string name)
    {
        var made = (await ada.QueryAsync(
            "mutation($input: ServiceAccountTokenCreateInput!) { serviceAccountTokenCreate(input: $input) { token personalToken { id } errors { ... on Error { message } } } }",
            new { input = new { userId = account, name, scopes = new[] { "user:read" } } })).At("serviceAccountTokenCreate");
        var client = new GraphQLClient(new HttpClient { BaseAddress = server.Address });
        client.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", made.Text("token"));
        return (client, made.Text("personalToken.id"));
    }

    // Of a name of its own: the server is shared.
    private static async Task<string> RoleAsync(GraphQLClient ada) => (await ada.QueryAsync(
        "mutation($input: RoleCreateInput!) { roleCreate(input: $input) { role { id } errors { ... on Error { message } } } }",
        new { input = new { name = $"Editor {Guid.CreateVersion7(TimeProvider.System.GetUtcNow()):N}", permissions = new[] { "team:read", "issue:read", "issue:update" } } })).Text("roleCreate.role.id");
}
