using System.Text.Json;
using Backend.Contracts.Workspaces;
using Backend.Platform.Persistence;
using Microsoft.Extensions.DependencyInjection;

namespace Backend.IntegrationTests.Access;

/// <summary>Another workspace of the owner's, with something of everything that has an id.</summary>
internal sealed class ForeignWorkspace
{
    /// <summary>What every text there says.</summary>
    public const string Canary = "Foreign canary";

    private ForeignWorkspace(GraphQLClient there, Dictionary<string, string> ids) => (There, Ids) = (there, ids);

    /// <summary>A client within it.</summary>
    public GraphQLClient There { get; }

    /// <summary>An id of each type; the keys by which a team and an issue are found too are among them.</summary>
    public IReadOnlyDictionary<string, string> Ids { get; }

    /// <summary>Makes it.</summary>
    public static async Task<ForeignWorkspace> CreateAsync(WalkServer server)
    {
        using var here = server.ClientOf(Role.Owner);
        var workspace = await here.QueryAsync("mutation { workspaceCreate(input: { slug: \"foreign\", name: \"Foreign\" }) { workspace { id } } }");
        var there = server.Client("ada", "foreign");
        var ids = new Dictionary<string, string>(StringComparer.Ordinal) { ["Workspace"] = workspace.Text("workspaceCreate.workspace.id"), ["a team's key"] = "FORQ", ["an issue's key"] = "FORQ-1" };
        await BuildAsync(there, ids);
        ids["WebhookEndpoint"] = (await MakeAsync(there, "webhookCreate", new { url = "https://example.com/", description = Canary, events = new[] { "state.deleted" } }, "webhook { id }")).Text("webhook.id");
        await using var scope = server.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<IWorkspaceDirectory>().EnterAsync("foreign", actorId: null, CancellationToken.None);
        (ids["WebhookDelivery"], ids["DeliveryAttempt"]) = await Webhooks.TestDeliveries.AddAsync(
            scope.ServiceProvider.GetRequiredService<BackendDbContext>(), ids["WebhookEndpoint"], server.Ada, Canary);
        (ids["Notification"], ids["Reminder"], ids["EmailDelivery"]) = await Notifications.TestNotifications.AddAsync(
            scope.ServiceProvider.GetRequiredService<BackendDbContext>(), server.Ada, ids["Issue"], ids["Comment"], Canary);
        return new ForeignWorkspace(there, ids);
    }

    /// <summary>All that could have been changed there; its own log counts every change, and every attempt to make one.</summary>
    public async Task<string> StateAsync() => (await There.QueryAsync(
        "{ auditVerify { isIntact last headHash } issues { totalCount nodes { version } } teams { totalCount nodes { version } } grants { totalCount } personalTokens { totalCount nodes { version } } }")).GetRawText();

    private static async Task BuildAsync(GraphQLClient there, Dictionary<string, string> ids)
    {
        var team = (await MakeAsync(there, "teamCreate", new { key = "FORQ", name = Canary }, "team { id states { id } }")).At("team");
        (ids["Team"], ids["WorkflowState"]) = (team.Text("id"), team.Text("states.0.id"));
        ids["Issue"] = (await MakeAsync(there, "issueCreate", new { teamId = ids["Team"], title = Canary }, "issue { id }")).Text("issue.id");
        ids["Comment"] = (await MakeAsync(there, "commentCreate", new { issueId = ids["Issue"], bodyMarkdown = Canary }, "comment { id }")).Text("comment.id");
        ids["Label"] = (await MakeAsync(there, "labelCreate", new { name = Canary, color = "#112233" }, "label { id }")).Text("label.id");
        ids["Role"] = (await MakeAsync(there, "roleCreate", new { name = Canary, permissions = new[] { "issue:read" } }, "role { id }")).Text("role.id");
        ids["User"] = (await MakeAsync(there, "serviceAccountCreate", new { name = Canary, role = "MEMBER" }, "user { id }")).Text("user.id");
        ids["PersonalToken"] = (await MakeAsync(there, "serviceAccountTokenCreate", new { userId = ids["User"], name = Canary, scopes = new[] { "issue:read" } }, "personalToken { id }")).Text("personalToken.id");
        ids["Grant"] = (await MakeAsync(there, "grantCreate", new { userId = ids["User"], roleId = ids["Role"], resourceId = ids["Team"] }, "grant { id }")).Text("grant.id");
        await MakeAsync(there, "teamMemberAdd", new { teamId = ids["Team"], userId = ids["User"] }, "syncId");
        ids["Import"] = (await MakeAsync(there, "importCreate", new
        {
            teamKey = "FORQ",
            csv = $"title,number\n{Canary},FORQ-1\n",
            fileName = $"{Canary}.csv",
            columns = new[] { new { field = "TITLE", column = "title" }, new { field = "EXTERNAL_ID", column = "number" } },
        }, "import { id }")).Text("import.id");
        ids["Job"] = (await MakeAsync(there, "importStart", new { id = ids["Import"] }, "import { job { id } }")).Text("import.job.id");
        await Replicas.Eventually.TrueAsync(async () => (await there.QueryAsync("query($id: ID!) { job(id: $id) { status } }", new { id = ids["Job"] })).Text("job.status") is not ("QUEUED" or "RUNNING"));
        var rest = await there.QueryAsync("""
            query($import: ID!, $issue: ID!) {
              import(id: $import) { rows(first: 1) { nodes { id } } }
              issue(id: $issue) { history(first: 1) { nodes { id } } }
              workspace { members(first: 1) { nodes { id } } teams(first: 1) { nodes { members(first: 1) { nodes { id } } } } }
            }
            """, new { import = ids["Import"], issue = ids["Issue"] });
        ids["ImportRow"] = rest.Text("import.rows.nodes.0.id");
        ids["IssueHistory"] = rest.Text("issue.history.nodes.0.id");
        ids["Membership"] = rest.Text("workspace.members.nodes.0.id");
        ids["TeamMembership"] = rest.Text("workspace.teams.nodes.0.members.nodes.0.id");
    }

    private static Task<JsonElement> MakeAsync(GraphQLClient there, string name, object input, string fields) => WalkServer.MutateAsync(there, name, input, fields);
}
