using System.Text.Json;

namespace Backend.IntegrationTests.Live;

/// <summary>What is taken away on one node ends what is open on the other, although nothing comes on it, and is refused there.</summary>
public sealed class RevokedStreamTests : IAsyncLifetime
{
    private const string Issues = "subscription { issueChanged { syncId } }";

    private readonly string folder = Directory.CreateTempSubdirectory("backend-nodes-").FullName;
    private readonly TestDatabase database = TestDatabase.Create();
    private readonly BackendServer one;
    private readonly BackendServer two;

    public RevokedStreamTests()
    {
        string[] settings = [$"Backend:DataDirectory={folder}", $"ConnectionStrings:Database={database.ConnectionString}"];
        (one, two) = (new BackendServer(settings), new BackendServer(settings));
    }

    [Fact]
    public async Task Suspended_member_is_out_of_the_workspace_and_in_again()
    {
        using var ada = one.Client();
        using var linus = two.Client("linus");
        var id = (await linus.QueryAsync("{ viewer { id } }")).Text("viewer.id");
        await linus.QueryAsync("mutation { workspaceCreate(input: { name: \"Own\", slug: \"own\" }) { workspace { id } errors { ... on Error { message } } } }");
        var token = (await linus.QueryAsync("mutation { personalTokenCreate(input: { name: \"t\", scopes: [\"issue:read\"] }) { token errors { ... on Error { message } } } }"))
            .Text("personalTokenCreate.token");
        await using var socket = await SocketClient.ConnectAsync(two, "linus");
        await socket.SubscribeAsync("1", Issues);
        using var events = await EventReader.PostAsync(two.Client("linus"), "subscription { changes { syncId } }");

        Assert.Equal("SUSPENDED", (await SuspendAsync(ada, id)).Text("membership.state"));
        Assert.Equal("NOT_FOUND", await linus.FailAsync("{ viewer { id } }"));
        Assert.Equal("NOT_FOUND", await EndAsync(socket));
        Assert.Contains("NOT_FOUND", await EndAsync(events), StringComparison.Ordinal);
        using var program = new GraphQLClient(new HttpClient { BaseAddress = two.Address });
        program.Http.DefaultRequestHeaders.Authorization = new("Bearer", token);
        Assert.Equal("UNAUTHENTICATED", await program.FailAsync("{ issues { totalCount } }"));
        using var elsewhere = two.Client("linus", "own");
        Assert.Equal(id, (await elsewhere.QueryAsync("{ viewer { id } }")).Text("viewer.id"));

        var again = await ada.QueryAsync("mutation($id: ID!) { userReactivate(input: { userId: $id }) { membership { state } syncId errors { ... on Error { code } } } }", new { id });
        Assert.Equal("ACTIVE", again.Text("userReactivate.membership.state"));
        Assert.Equal(id, (await linus.QueryAsync("{ viewer { id } }")).Text("viewer.id"));
        await program.QueryAsync("{ issues { totalCount } }");
    }

    [Fact]
    public async Task Grant_that_is_taken_away_ends_the_stream_that_it_opened()
    {
        using var ada = one.Client();
        using var guest = two.Client("guest");
        var user = (await guest.QueryAsync("{ viewer { id } }")).Text("viewer.id");
        var known = await ada.QueryAsync("{ issues(first: 1, filter: { team: { key: { eq: \"OPS\" } } }) { nodes { id } } roles { id name } }");
        var issue = known.Text("issues.nodes.0.id");
        var role = known.At("roles").EnumerateArray().Single(role => role.Text("name") == "guest").Text("id");
        var grant = (await ada.QueryAsync(
            "mutation($input: GrantCreateInput!) { grantCreate(input: $input) { grant { id } errors { ... on Error { message } } } }",
            new { input = new { userId = user, roleId = role, resourceId = issue } })).Text("grantCreate.grant.id");
        await guest.QueryAsync("query($id: ID!) { issue(id: $id) { id } }", new { id = issue });
        await using var socket = await SocketClient.ConnectAsync(two, "guest");
        await socket.SubscribeAsync("1", "subscription($issue: ID!) { commentChanged(issueId: $issue) { syncId } }", new { issue });

        await ada.QueryAsync("mutation($id: ID!) { grantRevoke(input: { id: $id }) { errors { ... on Error { message } } } }", new { id = grant });
        Assert.Equal("NOT_FOUND", await guest.FailAsync("query($id: ID!) { issue(id: $id) { id } }", new { id = issue }));
        Assert.Equal("NOT_FOUND", await EndAsync(socket));
    }

    [Fact]
    public async Task Owners_are_suspended_by_owners_only_and_the_last_one_by_nobody()
    {
        using var ada = one.Client();
        using var grace = one.Client("grace");
        var (owner, admin) = ((await ada.QueryAsync("{ viewer { id } }")).Text("viewer.id"), (await grace.QueryAsync("{ viewer { id } }")).Text("viewer.id"));
        Assert.Equal("VALIDATION_FAILED", (await SuspendAsync(ada, owner)).Text("errors.0.code"));
        await ada.QueryAsync("mutation($id: ID!) { memberRoleSet(input: { userId: $id, role: ADMIN }) { membership { role } } }", new { id = admin });
        Assert.Equal("FORBIDDEN", (await SuspendAsync(grace, owner)).Text("errors.0.code"));
        await ada.QueryAsync("mutation($id: ID!) { memberRoleSet(input: { userId: $id, role: OWNER }) { membership { role } } }", new { id = admin });
        Assert.Equal("SUSPENDED", (await SuspendAsync(grace, owner)).Text("membership.state"));
        // Twice is the same, and writes nothing.
        var feed = (await grace.QueryAsync("{ viewer { id } changes(since: 0, first: 100) { syncId } }")).GetRawText();
        Assert.Equal("SUSPENDED", (await SuspendAsync(grace, owner)).Text("membership.state"));
        Assert.Equal(feed, (await grace.QueryAsync("{ viewer { id } changes(since: 0, first: 100) { syncId } }")).GetRawText());
    }

    /// <inheritdoc />
    public async Task InitializeAsync()
    {
        await one.InitializeAsync();
        await two.InitializeAsync();
    }

    /// <inheritdoc />
    public async Task DisposeAsync()
    {
        await one.DisposeAsync();
        await two.DisposeAsync();
        await database.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private static async Task<JsonElement> SuspendAsync(GraphQLClient client, string id) => (await client.QueryAsync(
        "mutation($id: ID!) { userSuspend(input: { userId: $id }) { membership { state } errors { ... on Error { code } } } }", new { id })).At("userSuspend");

    // Whatever came before.
    private static async Task<string> EndAsync(SocketClient socket)
    {
        while (true)
        {
            var message = await socket.ReceiveAsync();
            if (message.Text("type") == "error")
                return message.Text("payload.0.extensions.code");
            Assert.Equal("next", message.Text("type"));
        }
    }

    private static async Task<string> EndAsync(EventReader events)
    {
        var last = "";
        while (await events.ReadAsync() is { Type: "next" } read)
            last = read.Data;
        return last;
    }
}
