using System.Text.Json;

namespace Backend.IntegrationTests.Live;

/// <summary>People with the same rights share an execution, and never see more than their own rights show.</summary>
public sealed class SharedByRightsTests : IAsyncLifetime
{
    private const string Watch = "subscription SharedByRights($since: SyncId) { issueChanged(since: $since) { syncId action issue { title state { name } team { key } assignee { name } } } }";

    private readonly BackendServer server = new();

    [Fact]
    public async Task Change_is_executed_once_for_people_with_the_same_rights()
    {
        await using var watchers = await Watchers.StartAsync(server, Watch, "grace", "linus");
        using var executions = new StreamExecutions("SharedByRights");
        await watchers.CreateAsync("ENG", "Shared");
        await watchers.EachSeesAsync("Shared");
        Assert.Equal(1, executions.Count);
    }

    [Theory]
    [InlineData("subscription SharedByRights($since: SyncId) { issueChanged(since: $since) { syncId issue { title viewerCan { update } } } }")]
    [InlineData("subscription SharedByRights($since: SyncId) { issueChanged(since: $since) { syncId issue { title creator { email } } } }")]
    [InlineData("subscription SharedByRights($since: SyncId) { issueChanged(since: $since, filter: { not: { assignee: { isMe: { eq: true } } } }) { syncId issue { title } } }")]
    public async Task What_depends_on_who_asks_is_executed_for_each(string subscription)
    {
        await using var watchers = await Watchers.StartAsync(server, subscription, "grace", "linus");
        using var executions = new StreamExecutions("SharedByRights");
        await watchers.CreateAsync("ENG", "Each");
        await watchers.EachSeesAsync("Each");
        Assert.Equal(2, executions.Count);
    }

    [Fact]
    public async Task Who_comes_to_see_more_sees_it_alone_and_nobody_misses_anything()
    {
        using var ada = server.Client();
        await using var watchers = await Watchers.StartAsync(server, Watch, "grace", "linus");
        var made = await ada.QueryAsync("mutation { teamCreate(input: { key: \"SECR\", name: \"Secret\", visibility: PRIVATE }) { team { id } errors { ... on Error { message } } } }");
        var linus = (await server.Client("linus").QueryAsync("{ viewer { id } }")).Text("viewer.id");
        for (var round = 0; round < 10; round++)
        {
            // The first of the two is the one for whom both are executed, or not: either way.
            await ada.QueryAsync(
                $"mutation($t: ID!, $u: ID!) {{ {(round % 2 == 0 ? "teamMemberAdd" : "teamMemberRemove")}(input: {{ teamId: $t, userId: $u }}) {{ errors {{ ... on Error {{ message }} }} }} }}",
                new { t = made.Text("teamCreate.team.id"), u = linus });
            await watchers.CreateAsync("SECR", $"Secret {round}");
            await watchers.CreateAsync("ENG", $"Open {round}");
            Assert.Equal($"Open {round}", await watchers.NextAsync("grace"));
            if (round % 2 == 0)
                Assert.Equal($"Secret {round}", await watchers.NextAsync("linus"));
            Assert.Equal($"Open {round}", await watchers.NextAsync("linus"));
        }
    }

    [Theory]
    [InlineData("grace", "linus")]
    [InlineData("linus", "grace")]
    public async Task Who_loses_access_is_told_and_the_others_go_on(string first, string second)
    {
        using var ada = server.Client();
        // Executed for whoever came first: who that is must not matter to the other.
        await using var watchers = await Watchers.StartAsync(server, Watch, first, second);
        var grace = (await server.Client("grace").QueryAsync("{ viewer { id } }")).Text("viewer.id");
        var suspended = await ada.QueryAsync("mutation($id: ID!) { userSuspend(input: { userId: $id }) { membership { state } errors { ... on Error { message } } } }", new { id = grace });
        Assert.Equal("SUSPENDED", suspended.Text("userSuspend.membership.state"));
        await watchers.CreateAsync("ENG", "Without her");
        Assert.Equal("Without her", await watchers.NextAsync("linus"));
        var end = await watchers.ReceiveAsync("grace");
        Assert.Equal(("error", "NOT_FOUND"), (end.Text("type"), end.Text("payload.0.extensions.code")));
    }

    /// <inheritdoc />
    public async Task InitializeAsync()
    {
        await server.InitializeAsync();
        using var ada = server.Client();
        // Two members who were added to the same teams: none but the public ones.
        foreach (var person in (string[])["grace", "linus"])
        {
            using var client = server.Client(person);
            var id = (await client.QueryAsync("{ viewer { id } }")).Text("viewer.id");
            await ada.QueryAsync("mutation($u: ID!) { memberRoleSet(input: { userId: $u, role: MEMBER }) { errors { ... on Error { message } } } }", new { u = id });
            var teams = (await ada.QueryAsync("{ teams(first: 50) { nodes { id members(first: 50) { nodes { user { id } } } } } }")).At("teams.nodes").EnumerateArray()
                .Where(team => team.At("members.nodes").EnumerateArray().Any(member => member.Text("user.id") == id));
            foreach (var team in teams)
                await ada.QueryAsync("mutation($t: ID!, $u: ID!) { teamMemberRemove(input: { teamId: $t, userId: $u }) { errors { ... on Error { message } } } }", new { t = team.Text("id"), u = id });
        }
    }

    /// <inheritdoc />
    public Task DisposeAsync() => server.DisposeAsync();

    /// <summary>People who watch, each over a socket, and are known to have begun.</summary>
    private sealed class Watchers : IAsyncDisposable
    {
        private readonly Dictionary<string, SocketClient> sockets = new(StringComparer.Ordinal);
        private readonly GraphQLClient ada;

        private Watchers(GraphQLClient ada) => this.ada = ada;

        public static async Task<Watchers> StartAsync(BackendServer server, string subscription, params string[] people)
        {
            var watchers = new Watchers(server.Client());
            var since = await watchers.CreateAsync("ENG", "Before");
            foreach (var person in people)
            {
                var socket = watchers.sockets[person] = await SocketClient.ConnectAsync(server, person);
                await socket.SubscribeAsync("1", subscription, new { since = since - 1 });
                Assert.Equal("Before", await watchers.NextAsync(person));
            }

            // What is replayed is read by each; this one comes by the execution that they share, or do not.
            await watchers.CreateAsync("ENG", "Begun");
            await watchers.EachSeesAsync("Begun");
            return watchers;
        }

        public async Task<long> CreateAsync(string team, string title)
        {
            var id = (await ada.QueryAsync("query($key: ID!) { team(id: $key) { id } }", new { key = team })).Text("team.id");
            var made = await ada.QueryAsync("mutation($t: ID!, $title: String!) { issueCreate(input: { teamId: $t, title: $title }) { syncId } }", new { t = id, title });
            return made.At("issueCreate.syncId").GetInt64();
        }

        public async Task<string> NextAsync(string person) => (await sockets[person].NextAsync()).Text("issueChanged.issue.title");

        public Task<JsonElement> ReceiveAsync(string person) => sockets[person].ReceiveAsync();

        public async Task EachSeesAsync(string title)
        {
            foreach (var person in sockets.Keys)
                Assert.Equal(title, await NextAsync(person));
        }

        public async ValueTask DisposeAsync()
        {
            ada.Dispose();
            foreach (var socket in sockets.Values)
                await socket.DisposeAsync();
        }
    }
}
