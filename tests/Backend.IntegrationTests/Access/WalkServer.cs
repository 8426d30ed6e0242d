using System.Net.Http.Headers;
using System.Text.Json;
using Backend.Contracts.Workspaces;
using Backend.Host.DevelopmentIssuer;
using Backend.Modules.Workspaces.Members;
using Backend.Platform.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Backend.IntegrationTests.Access;

/// <summary>
/// A workspace with something of everything in a public team, and the same again in a private one, where every text says
/// <see cref="Canary"/>. The ids of what is private are known, and all that the guest's grant shows.
/// </summary>
public sealed class WalkServer : BackendServer, IAsyncLifetime
{
    /// <summary>What nobody but the owner may read.</summary>
    public const string Canary = "CANARY";

    private static readonly DemoPerson Solo = new("solo", "Solo Guest", "solo@demo.localhost", "guest");
    private static readonly DemoPerson Nobody = new("stranger", "Some Stranger", "stranger@demo.localhost", "");
    private static readonly DemoPerson Gone = new("gone", "Gone Member", "gone@demo.localhost", "member");

    public WalkServer()
        : base("Backend:GraphQL:Limits:CostPerMinute=1000000000")
    {
    }

    /// <summary>Ids of what is in the private team, by type.</summary>
    public Dictionary<string, string> Hidden { get; } = new(StringComparer.Ordinal);

    /// <summary>Ids of the same kind that everybody in the workspace may see, but for the guest.</summary>
    public Dictionary<string, string> Shown { get; } = new(StringComparer.Ordinal);

    /// <summary>The ids that the guest may see.</summary>
    public HashSet<string> GuestIds { get; } = new(StringComparer.Ordinal);

    /// <summary>The owner's user.</summary>
    public string Ada { get; private set; } = string.Empty;

    /// <summary>The guest's user.</summary>
    public string GuestUser { get; private set; } = string.Empty;

    /// <summary>A token of a caller.</summary>
    internal string TokenOf(Role role)
    {
        var tokens = Services.GetRequiredService<DevelopmentTokens>();
        return role switch
        {
            Role.Owner => Token("ada"),
            Role.Admin => Token("grace"),
            Role.Member => Token("linus"),
            Role.Expired => Token("ada", TimeSpan.FromHours(-1)),
            Role.Guest => tokens.Create(Solo, TimeSpan.FromHours(1)),
            Role.Stranger => tokens.Create(Nobody, TimeSpan.FromHours(1)),
            _ => tokens.Create(Gone, TimeSpan.FromHours(1)),
        };
    }

    /// <summary>A client of a caller.</summary>
    internal GraphQLClient ClientOf(Role role)
    {
        var http = new HttpClient { BaseAddress = Address };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", TokenOf(role));
        http.DefaultRequestHeaders.Add("Backend-Workspace", "demo");
        return new GraphQLClient(http);
    }

    async Task IAsyncLifetime.InitializeAsync()
    {
        await InitializeAsync();
        GuestUser = await AdmitAsync(Role.Guest, WorkspaceRole.Guest);
        await AdmitAsync(Role.Suspended, WorkspaceRole.Member);
        await UseAsync(db => db.Database.ExecuteSqlAsync($"UPDATE identity_users SET status = 'Suspended' WHERE email = {Gone.Email}"));
        using var ada = ClientOf(Role.Owner);
        Ada = (await ada.QueryAsync("{ viewer { id } }")).Text("viewer.id");
        await BuildAsync(ada, "PRIV", "PRIVATE", Canary, Hidden);
        await BuildAsync(ada, "OPEN", "PUBLIC", "Plain", Shown);
        // For the guest's grant, an issue of a team that the guest is not in.
        await MutateAsync(ada, "grantCreate", new { userId = GuestUser, roleId = await GuestRoleAsync(ada), resourceId = Shown["Issue"] }, "grant { id }");
        await MutateAsync(ada, "grantCreate", new { userId = Ada, roleId = await GuestRoleAsync(ada), resourceId = Hidden["Team"] }, "grant { id }");
        await FillGapsAsync(ada);
        await LearnGuestIdsAsync(ada);
        GuestIds.Add(GuestUser.Replace("user_", "session_", StringComparison.Ordinal));
    }

    // What little else a field may have.
    private async Task FillGapsAsync(GraphQLClient ada)
    {
        var role = await MutateAsync(ada, "roleCreate", new { name = "Reader", description = "Reads.", permissions = new[] { "team:read", "issue:read" } }, "role { id }");
        using var linus = ClientOf(Role.Member);
        await MutateAsync(ada, "grantCreate", new
        {
            userId = (await linus.QueryAsync("{ viewer { id } }")).Text("viewer.id"),
            roleId = role.Text("role.id"),
            resourceId = Shown["Team"],
            expiresAt = TimeProvider.System.GetUtcNow().AddDays(1),
        }, "grant { id }");
        var crew = await ada.QueryAsync("{ team(id: \"OPS\") { id } }");
        await MutateAsync(ada, "grantCreate", new { teamId = crew.Text("team.id"), roleId = role.Text("role.id"), resourceId = Shown["Team"] }, "grant { id }");
        foreach (var (name, team) in new[] { ("issueArchive", Shown["Team"]), ("issueTrash", Shown["Team"]), ("issueArchive", Hidden["Team"]), ("issueTrash", Hidden["Team"]) })
        {
            var title = team == Hidden["Team"] ? Canary : "Put away";
            var issue = (await MutateAsync(ada, "issueCreate", new { teamId = team, title }, "issue { id }")).Text("issue.id");
            await MutateAsync(ada, name, new { id = issue }, "issue { id }");
        }

        // From elsewhere, so that it has an earlier identifier.
        var moved = (await MutateAsync(ada, "issueCreate", new { teamId = crew.Text("team.id"), title = "Moved" }, "issue { id }")).Text("issue.id");
        await MutateAsync(ada, "issueUpdate", new { id = moved, teamId = Shown["Team"] }, "issue { id }");
        await MutateAsync(ada, "personalTokenCreate", new { name = Canary, scopes = new[] { "issue:read" }, expiresAt = "2100-01-01T00:00:00Z" }, "personalToken { id }");
        await UseAsync(db => db.Database.ExecuteSqlAsync($"UPDATE identity_personal_tokens SET last_used_at = created_at, last_used_address = '::1', revoked_at = created_at"));
        using var guest = ClientOf(Role.Guest);
        var guestId = (await guest.QueryAsync("{ viewer { id } }")).Text("viewer.id");
        foreach (var there in new[] { "MEMBER", "GUEST" })
            await MutateAsync(ada, "memberRoleSet", new { userId = guestId, role = there }, "membership { role }");
        await MutateAsync(ada, "userUpdate", new { avatarUrl = "https://example.org/ada.png" }, "user { id }");
        var account = (await MutateAsync(ada, "serviceAccountCreate", new { name = "Robot", role = "MEMBER" }, "user { id }")).Text("user.id");
        var token = (await MutateAsync(ada, "serviceAccountTokenCreate", new { userId = account, name = "Robot", scopes = new[] { "issue:read" } }, "personalToken { id }")).Text("personalToken.id");
        await MutateAsync(ada, "grantCreate", new { tokenId = token, roleId = role.Text("role.id"), resourceId = Shown["Team"] }, "grant { id }");
        var export = (await MutateAsync(ada, "auditExport", new { }, "job { id }")).Text("job.id");
        await Replicas.Eventually.TrueAsync(async () => (await ada.QueryAsync("query($id: ID!) { job(id: $id) { status } }", new { id = export })).Text("job.status") == "SUCCEEDED");
        await WebhooksAsync(ada);
        await NotificationsAsync();
        await MutateAsync(ada, "workspaceDelete", new { challenge = "demo" }, "workspace { id }");
        await UseAsync(FillTablesAsync);
    }

    // What nobody can ask for: a job that broke, a browser's session of everybody with the person's own id, and a log that was tampered with.
    private static async Task<bool> FillTablesAsync(BackendDbContext db)
    {
        var database = db.Database;
        await database.ExecuteSqlAsync($"UPDATE platform_jobs SET error_code = 'TIMEOUT', error_message = 'It took too long.'");
        var time = TimeProvider.System.GetUtcNow().AddDays(1);
        // As the model's converters have it.
        var soon = database.IsSqlite() ? (object)(time.ToUnixTimeMilliseconds() * 1000) : time;
        await database.ExecuteSqlAsync($"""
            INSERT INTO identity_sessions (id, user_id, secret_hash, issuer, subject, provider, claims, created_at, last_seen_at, expires_at, address, user_agent)
            SELECT id, id, CAST(id AS text), 'issuer', 'subject', 'provider', {"[]"}, created_at, {soon}, {soon}, '::1', 'Browser'
            FROM identity_users
            """);
        if (database.IsSqlite())
            await database.ExecuteSqlAsync($"DROP TRIGGER platform_audit_entries_rows");
        else
            await database.ExecuteSqlAsync($"ALTER TABLE platform_audit_entries DISABLE TRIGGER ALL");
        Assert.Equal(1, await database.ExecuteSqlAsync($"UPDATE platform_audit_entries SET action = 'another' WHERE workspace_id = {db.Session.WorkspaceId} AND sequence = 2"));
        return true;
    }

    /// <summary>Deletes the webhooks that calls with ids in their filters have left behind.</summary>
    public Task DeleteWebhooksAsync() => UseAsync(db => db.Database.ExecuteSqlAsync($"DELETE FROM integrations_webhook_endpoints WHERE url = 'https://example.com/' AND workspace_id = {db.Session.WorkspaceId}"));

    // The owner's, of which admins see that they are there, and not what they are told.
    private async Task WebhooksAsync(GraphQLClient ada)
    {
        var input = new { url = "https://example.com/hook", description = "A receiver", events = new[] { "state.deleted" }, filter = new { priority = new { gte = 1 } } };
        Shown["WebhookEndpoint"] = (await MutateAsync(ada, "webhookCreate", input, "webhook { id }")).Text("webhook.id");
        await MutateAsync(ada, "webhookRotateSecret", new { id = Shown["WebhookEndpoint"] }, "webhook { id }");
        await UseAsync(async db =>
        {
            (Hidden["WebhookDelivery"], Hidden["DeliveryAttempt"]) = await Webhooks.TestDeliveries.AddAsync(db, Shown["WebhookEndpoint"], Ada, Canary);
            var now = TimeProvider.System.GetUtcNow();
            var time = db.Database.IsSqlite() ? (object)(now.ToUnixTimeMilliseconds() * 1000) : now;
            await db.Database.ExecuteSqlAsync($"UPDATE integrations_webhook_sendings SET failing_since = {time}, retry_at = {time}, last_success_at = {time}, last_failure_at = {time}");
            await db.Database.ExecuteSqlAsync($"UPDATE integrations_webhook_endpoints SET state = 'Disabled', disabled_reason = 'Gone', disabled_at = {time}");
            return true;
        });
    }

    // Everybody's own, and the owner's about what is private.
    private async Task NotificationsAsync()
    {
        foreach (var (role, ids, text) in new[] { (Role.Owner, Hidden, Canary), (Role.Admin, Shown, "Plain"), (Role.Member, Shown, "Plain"), (Role.Guest, Shown, "Plain") })
        {
            using var client = ClientOf(role);
            var user = (await client.QueryAsync("{ viewer { id } }")).Text("viewer.id");
            await MutateAsync(client, "issueSubscribe", new { issueId = ids["Issue"] }, "issue { id }");
            await UseAsync(async db =>
            {
                var (notification, reminder, mail) = await Notifications.TestNotifications.AddAsync(db, user, ids["Issue"], ids["Comment"], text);
                Shown["EmailDelivery"] = mail;
                if (role == Role.Owner)
                    (Hidden["Notification"], Hidden["Reminder"]) = (notification, reminder);
                return true;
            });
            if (role == Role.Guest)
            {
                GuestIds.UnionWith(GlobalIds.In((await client.QueryAsync(
                    "{ notifications(view: ALL, first: 10) { nodes { id } } reminders(first: 10) { nodes { id } } }")).ToString()));
            }
        }
    }

    private async Task<string> AdmitAsync(Role role, WorkspaceRole workspaceRole)
    {
        using var client = ClientOf(role);
        client.Http.DefaultRequestHeaders.Remove("Backend-Workspace");
        var id = (await client.QueryAsync("{ viewer { id } }")).Text("viewer.id");
        Assert.True(GraphQL.GlobalId.TryParse(id, "User", out var userId));
        await UseAsync(async db =>
        {
            await using var write = await db.BeginWriteAsync(CancellationToken.None);
            db.Add(Membership.Create(db.Session.WorkspaceId!.Value, userId, workspaceRole, TimeProvider.System.GetUtcNow()));
            await db.SaveChangesAsync();
            await write.CommitAsync(CancellationToken.None);
            return true;
        });
        return id;
    }

    private async Task UseAsync<T>(Func<BackendDbContext, Task<T>> use)
    {
        await using var scope = Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<IWorkspaceDirectory>().EnterAsync("demo", actorId: null, CancellationToken.None);
        await use(scope.ServiceProvider.GetRequiredService<BackendDbContext>());
    }

    // One of everything in a team, each with the text.
    private async Task BuildAsync(GraphQLClient ada, string key, string visibility, string text, Dictionary<string, string> ids)
    {
        ids["Team"] = (await MutateAsync(ada, "teamCreate", new { key, name = text, description = text, visibility, color = "#112233", autoArchiveAfterDays = 90 }, "team { id }")).Text("team.id");
        var state = await MutateAsync(ada, "stateCreate", new { teamId = ids["Team"], name = text, category = "STARTED", color = "#112233" }, "state { id }");
        ids["WorkflowState"] = state.Text("state.id");
        ids["Label"] = (await MutateAsync(ada, "labelCreate", new { teamId = ids["Team"], name = text, color = "#112233" }, "label { id }")).Text("label.id");
        var parent = (await MutateAsync(ada, "issueCreate", new { teamId = ids["Team"], title = $"{text} parent" }, "issue { id }")).Text("issue.id");
        ids["Issue"] = (await MutateAsync(ada, "issueCreate", new
        {
            teamId = ids["Team"],
            title = text,
            descriptionMarkdown = text,
            stateId = ids["WorkflowState"],
            labelIds = new[] { ids["Label"] },
            assigneeId = Ada,
            parentId = parent,
            estimate = 3,
            startDate = "2026-01-01",
            dueDate = "2026-02-01",
        }, "issue { id }")).Text("issue.id");
        await MutateAsync(ada, "issueCreate", new { teamId = ids["Team"], title = $"{text} child", parentId = ids["Issue"] }, "issue { id }");
        await MutateAsync(ada, "issueUpdate", new { id = ids["Issue"], title = $"{text} changed", priority = 2 }, "issue { id }");
        await MutateAsync(ada, "issueArchive", new { id = ids["Issue"] }, "issue { id }");
        await MutateAsync(ada, "issueUnarchive", new { id = ids["Issue"] }, "issue { id }");
        ids["Comment"] = (await MutateAsync(ada, "commentCreate", new { issueId = ids["Issue"], bodyMarkdown = text }, "comment { id }")).Text("comment.id");
        await MutateAsync(ada, "commentCreate", new { issueId = ids["Issue"], bodyMarkdown = $"{text} answer", parentId = ids["Comment"] }, "comment { id }");
        await MutateAsync(ada, "commentUpdate", new { id = ids["Comment"], bodyMarkdown = $"{text} edited" }, "comment { id }");
        await MutateAsync(ada, "commentResolve", new { id = ids["Comment"] }, "comment { id }");
        ids["Import"] = (await MutateAsync(ada, "importCreate", new
        {
            teamKey = key,
            csv = $"title,number\n{text} imported,{key}-1\n,{key}-2\n",
            fileName = $"{text}.csv",
            columns = new[] { new { field = "TITLE", column = "title" }, new { field = "EXTERNAL_ID", column = "number" } },
        }, "import { id }")).Text("import.id");
        ids["Job"] = (await MutateAsync(ada, "importStart", new { id = ids["Import"] }, "import { job { id } }")).Text("import.job.id");
        while ((await ada.QueryAsync("query($id: ID!) { job(id: $id) { status } }", new { id = ids["Job"] })).Text("job.status") is "QUEUED" or "RUNNING")
        {
            // The worker of this very server does it.
        }

        ids["ImportRow"] = (await ada.QueryAsync("query($id: ID!) { import(id: $id) { rows(first: 1) { nodes { id } } } }", new { id = ids["Import"] })).Text("import.rows.nodes.0.id");
    }

    private static async Task<string> GuestRoleAsync(GraphQLClient ada) =>
        (await ada.QueryAsync("{ roles { id name } }")).At("roles").EnumerateArray().Single(role => role.Text("name") == "guest").Text("id");

    internal static async Task<JsonElement> MutateAsync(GraphQLClient client, string name, object input, string fields)
    {
        var type = char.ToUpperInvariant(name[0]) + name[1..] + "Input";
        var payload = (await client.QueryAsync($$"""mutation($input: {{type}}!) { {{name}}(input: $input) { {{fields}} errors { ... on Error { message } } } }""", new { input })).At(name);
        Assert.False(payload.At("errors") is { ValueKind: JsonValueKind.Array } errors && errors.GetArrayLength() > 0, payload.ToString());
        return payload;
    }

    // All that stands on the issue itself, and what everybody in the workspace knows.
    private async Task LearnGuestIdsAsync(GraphQLClient ada)
    {
        var issue = await ada.QueryAsync("""
            query($id: ID!) {
              issue(id: $id) {
                id team { id } state { id } creator { id } assignee { id } labels(first: 50) { nodes { id } }
                history(first: 50) { nodes { id actor { id } } } comments(first: 50) { nodes { id author { id } resolvedBy { id } } }
              }
              workspace { id }
              roles { id }
            }
            """, new { id = Shown["Issue"] });
        using var solo = ClientOf(Role.Guest);
        var own = await solo.QueryAsync("{ viewer { id } grants(first: 10) { nodes { id } } workspace { members(first: 10) { nodes { id } } } labels(first: 50, filter: { team: { isNull: true } }) { nodes { id } } }");
        GuestIds.UnionWith(GlobalIds.In(issue.ToString()));
        GuestIds.UnionWith(GlobalIds.In(own.ToString()));
        // One membership: the guest's own.
        Assert.Single(own.At("workspace.members.nodes").EnumerateArray());
        Assert.Single(own.At("grants.nodes").EnumerateArray());
    }
}
