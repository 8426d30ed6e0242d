using Backend.Contracts.Identity;
using Backend.GraphQL;
using Backend.Modules.Workspaces;
using Backend.Platform.Persistence;
using Backend.UnitTests.Workspaces;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Backend.UnitTests.Identity;

/// <summary>Users as the API shows them.</summary>
public sealed class UserOperationTests(ModuleServer server) : IClassFixture<ModuleServer>
{
    [Fact]
    public async Task Viewer_with_workspaces_takes_three_statements()
    {
        const string Query = "{ viewer { name email displayName timezone status isBot workspaces(first: 10) { nodes { slug name viewerRole } } } }";
        await server.ExecuteAsync("ada", Query);
        await server.CommitAsync();
        var response = await server.ExecuteAsync("ada", Query);
        Assert.Equal(
            """{"name":"Ada Lovelace","email":"ada@demo.localhost","displayName":"ada","timezone":"UTC","status":"ACTIVE","isBot":false,"workspaces":{"nodes":[{"slug":"demo","name":"Demo","viewerRole":"OWNER"}]}}""",
            response["data"]!["viewer"]!.ToJsonString());
        // The viewer's place, the workspaces, the roles in them; the user is known from before.
        Assert.Equal(3, server.Statements.Statements.Count);
    }

    [Theory]
    [InlineData("""{ isMe: { eq: true } }""", "Linus Torvalds")]
    [InlineData("""{ isMe: { neq: true }, displayName: { neq: "guest" } }""", "Ada Lovelace,Grace Hopper")]
    [InlineData("""{ or: [{ name: { startsWith: "Ada" } }, { email: { eq: "grace@demo.localhost" } }] }""", "Ada Lovelace,Grace Hopper")]
    [InlineData("""{ not: { name: { containsIgnoreCase: "A" } } }""", "Guest User")]
    [InlineData("""{ isNull: true }""", "")]
    public async Task Users_are_filtered(string filter, string expected)
    {
        var response = await server.ExecuteAsync("linus", $$"""{ users(filter: {{filter}}) { nodes { name } } }""");
        Assert.Equal(expected, string.Join(',', response["data"]!["users"]!["nodes"]!.AsArray().Select(user => (string)user!["name"]!)));
    }

    [Fact]
    public async Task Users_are_paged_and_sorted()
    {
        const string Query = "query($after: String) { users(first: 3, after: $after, sort: [{ displayName: { direction: DESC } }]) { nodes { displayName } pageInfo { hasNextPage endCursor } } }";
        var first = (await server.ExecuteAsync("ada", Query))["data"]!["users"]!;
        var second = (await server.ExecuteAsync("ada", Query, new { after = (string?)first["pageInfo"]!["endCursor"] }))["data"]!["users"]!;
        Assert.Equal("""[{"displayName":"linus"},{"displayName":"guest"},{"displayName":"grace"}]""", first["nodes"]!.ToJsonString());
        Assert.Equal("""[{"displayName":"ada"}]""", second["nodes"]!.ToJsonString());
        Assert.False((bool)second["pageInfo"]!["hasNextPage"]!);
    }

    [Fact]
    public async Task Reference_filter_is_a_subquery_of_other_modules_queries()
    {
        var count = await server.UseAsync(
            services =>
            {
                var me = services.GetRequiredService<IReferenceFilter<UserFilter>>().Matching(new UserFilter { IsMe = new() { Eq = true } });
                return services.GetRequiredService<BackendDbContext>().TeamMemberships.CountAsync(membership => me.Contains(membership.UserId));
            },
            "linus");
        Assert.Equal(2, count);
    }

    [Fact]
    public async Task Viewers_own_profile_is_updated()
    {
        const string Mutation = "mutation($input: UserUpdateInput!) { userUpdate(input: $input) { user { name displayName locale } errors { ... on Error { code path } } } }";
        var updated = await server.ExecuteAsync("editor", Mutation, new { input = new { name = "Ed", displayName = "ed", locale = "de" } });
        Assert.Equal("""{"user":{"name":"Ed","displayName":"ed","locale":"de"},"errors":[]}""", updated["data"]!["userUpdate"]!.ToJsonString());
        var taken = await server.ExecuteAsync("editor", Mutation, new { input = new { displayName = "ada" } });
        Assert.Equal("""{"user":null,"errors":[{"code":"VALIDATION_FAILED","path":["input","displayName"]}]}""", taken["data"]!["userUpdate"]!.ToJsonString());
    }

    [Fact]
    public async Task Workspaces_of_others_are_not_shown()
    {
        var response = await server.ExecuteAsync("grace", """{ users(filter: { displayName: { eq: "ada" } }) { nodes { workspaces { totalCount } } } }""");
        Assert.Equal(0, (int)response["data"]!["users"]!["nodes"]![0]!["workspaces"]!["totalCount"]!);
    }
}
