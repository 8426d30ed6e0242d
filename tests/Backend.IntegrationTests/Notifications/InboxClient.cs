using System.Text.Json;

namespace Backend.IntegrationTests.Notifications;

/// <summary>What the tests of notifications do again and again.</summary>
internal sealed class InboxClient(BackendServer server) : IDisposable
{
    private readonly Dictionary<string, GraphQLClient> clients = new(StringComparer.Ordinal);

    public GraphQLClient Of(string person) => clients.TryGetValue(person, out var known) ? known : clients[person] = server.Client(person);

    public async Task<string> IdOfAsync(string person) => (await Of(person).QueryAsync("{ viewer { id } }")).Text("viewer.id");

    public async Task<string> TeamAsync(string key, string visibility = "PUBLIC", string by = "ada", params string[] members)
    {
        var team = (await Of(by).QueryAsync(
            "mutation($i: TeamCreateInput!) { teamCreate(input: $i) { team { id } errors { ... on Error { message } } } }",
            new { i = new { key, name = key, visibility } })).Text("teamCreate.team.id");
        foreach (var member in members)
            await Of(by).QueryAsync("mutation($i: TeamMemberAddInput!) { teamMemberAdd(input: $i) { syncId } }", new { i = new { teamId = team, userId = await IdOfAsync(member) } });
        return team;
    }

    public async Task<string> IssueAsync(string by, string? team = null, string? assignee = null, string title = "Talked about", string? description = null)
    {
        team ??= (await Of(by).QueryAsync("{ team(id: \"ENG\") { id } }")).Text("team.id");
        var assigneeId = assignee is null ? null : await IdOfAsync(assignee);
        return (await Of(by).QueryAsync(
            "mutation($i: IssueCreateInput!) { issueCreate(input: $i) { issue { id } errors { ... on Error { message } } } }",
            new { i = new { teamId = team, title, assigneeId, descriptionMarkdown = description } })).Text("issueCreate.issue.id");
    }

    public Task<JsonElement> UpdateAsync(string by, object input) => Of(by).QueryAsync(
        "mutation($i: IssueUpdateInput!) { issueUpdate(input: $i) { syncId errors { ... on Error { message } } } }", new { i = input });

    public async Task<string> CommentAsync(string by, string issue, string body, string? parent = null) => (await Of(by).QueryAsync(
        "mutation($i: CommentCreateInput!) { commentCreate(input: $i) { comment { id } errors { ... on Error { message } } } }",
        new { i = new { issueId = issue, bodyMarkdown = body, parentId = parent } })).Text("commentCreate.comment.id");

    public Task<JsonElement> DoAsync(string by, string mutation, object input) => Of(by).QueryAsync(
        $"mutation($i: {char.ToUpperInvariant(mutation[0])}{mutation[1..]}Input!) {{ {mutation}(input: $i) {{ syncId errors {{ ... on Error {{ code message }} }} }} }}", new { i = input });

    /// <summary>The kinds of what somebody was told of an issue, the latest first.</summary>
    public async Task<string[]> KindsAsync(string person, string issue) => [.. (await ListAsync(person, issue)).Select(one => one.Text("kind"))];

    public async Task<JsonElement[]> ListAsync(string person, string issue, string view = "ALL") =>
        [.. (await Of(person).QueryAsync(
            $"{{ notifications(first: 100, view: {view}) {{ nodes {{ id kind category summary readAt snoozedUntil archivedAt actor {{ name }} issue {{ id identifier }} comment {{ bodyMarkdown }} changes {{ field }} group {{ key count unreadCount }} }} }} }}"))
            .At("notifications.nodes").EnumerateArray().Where(one => one.At("issue").ValueKind == JsonValueKind.Object && one.Text("issue.id") == issue)];

    /// <summary>Waits until somebody was told so much of an issue.</summary>
    public async Task<string[]> UntilAsync(string person, string issue, int count)
    {
        await Replicas.Eventually.TrueAsync(async () => (await KindsAsync(person, issue)).Length >= count);
        return await KindsAsync(person, issue);
    }

    /// <summary>Waits until everything that was done before is told: a later change of the same log has been by then.</summary>
    public async Task SettleAsync()
    {
        var marker = await IssueAsync("ada", assignee: "grace", title: "Marker");
        await UntilAsync("grace", marker, 1);
    }

    public void Dispose()
    {
        foreach (var client in clients.Values)
            client.Dispose();
    }
}
