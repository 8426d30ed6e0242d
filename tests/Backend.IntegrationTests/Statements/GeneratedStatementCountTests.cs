using System.Text.Json;
using Backend.Contracts.Workspaces;
using Backend.Platform.Audit;
using Backend.Platform.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Backend.IntegrationTests.Statements;

/// <summary>
/// No field of any object takes more statements for more objects. The operations come from the schema, so that a new field is
/// measured as soon as there is one.
/// </summary>
public sealed class GeneratedStatementCountTests(GeneratedStatementCountTests.Server server) : IClassFixture<GeneratedStatementCountTests.Server>
{
    private const int Many = 60;
    private static readonly int[] Few = [20, 10, 5, 3, 2, 1];

    /// <summary>
    /// The fields that the demo data gives no value, or to one object alone, each with the reason. Whoever adds a field adds
    /// data, or a test of its own and a line here.
    /// </summary>
    private static readonly Dictionary<string, string> NotReached = new(StringComparer.Ordinal)
    {
        ["AuditCheck.first"] = "one object per workspace; AuditChainTests verify",
        ["AuditCheck.headHash"] = "as the others of it",
        ["AuditCheck.isIntact"] = "as the others of it",
        ["AuditCheck.last"] = "as the others of it",
        ["AuditCheck.problem"] = "as the others of it",
        ["AuditCheck.verified"] = "as the others of it",
        ["AuditEntry.changes"] = "as IssueHistory.changes",
        ["AuditProblem.kind"] = "nothing is wrong",
        ["AuditProblem.sequence"] = "as its kind",
        ["Comment.parent"] = "no comment answers another",
        ["Comment.resolvedBy"] = "no thread is resolved",
        ["IssueHistory.changes"] = "no issue was changed since it was created",
        ["Label.team"] = "all labels are of the workspace",
        ["MailStatus.from"] = "one object per workspace",
        ["MailStatus.isOn"] = "one object per workspace",
        ["MailStatus.waiting"] = "one object per workspace",
        ["NotificationSetting.category"] = "there are as many as categories",
        ["NotificationSetting.inbox"] = "as its category",
        ["NotificationSetting.mail"] = "as its category",
        ["Permission.builtInRoles"] = "there are as many as the modules have, none of them in the database",
        ["Permission.isPerResource"] = "as the others of it",
        ["Permission.name"] = "as the others of it",
        ["RateLimit.cost"] = "one object per request",
        ["RateLimit.limit"] = "one object per request",
        ["RateLimit.remaining"] = "one object per request",
        ["RateLimit.resetAt"] = "one object per request",
        ["ServerDependency.name"] = "there are as many as the node has asked for, none of them in the database",
        ["ServerDependency.state"] = "as its name",
        ["ServerInfo.dependencies"] = "one object per node",
        ["ServerInfo.version"] = "one object per node",
    };

    [Fact]
    public async Task Statements_do_not_grow_with_the_objects()
    {
        await AddJobsAsync();
        await AddImportsAsync();
        await AddTokensAsync();
        await AddSessionsAsync();
        await AddGrantsAsync();
        await AddEntriesAsync();
        await AddInboxAndWebhooksAsync();
        using var client = server.Client();
        var schema = await SchemaFields.ReadAsync(client);
        var (grown, missed) = (new List<string>(), new SortedSet<string>(StringComparer.Ordinal));
        foreach (var (type, paths) in Paths(schema))
        {
            foreach (var field in schema.Of(type).Where(field => !field.NeedsArguments))
            {
                switch (await MeasureAsync(client, schema, field, paths))
                {
                    case null: missed.Add(field.ToString()); break;
                    case { Length: > 0 } difference: grown.Add(difference); break;
                }
            }
        }

        Assert.True(grown.Count == 0, string.Join("\n\n", grown));
        var listed = NotReached.Keys.ToHashSet(StringComparer.Ordinal);
        Assert.True(listed.SetEquals(missed), $"Not reached: {string.Join(", ", missed.Except(listed))}. Reached after all: {string.Join(", ", listed.Except(missed))}.");
    }

    // The demo has none: as many as issues, all that failed for good.
    private async Task AddJobsAsync()
    {
        await using var scope = server.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<BackendDbContext>().Database.ExecuteSqlAsync($"""
            INSERT INTO platform_jobs (workspace_id, id, type, queue, status, owner_id, attempts, available_at, started_at, finished_at, done, total,
              error_code, error_message, cancel_requested, arguments, result_json, created_at, updated_at, version, sync_id)
            SELECT workspace_id, id, 'test', 'default', 'Dead', creator_id, 1, created_at, created_at, created_at, number, number,
              'INTERNAL', title, FALSE, 'null', '1', created_at, updated_at, version, sync_id
            FROM tracking_issues
            """);
    }

    private async Task AddInboxAndWebhooksAsync()
    {
        await using var scope = server.Services.CreateAsyncScope();
        var database = scope.ServiceProvider.GetRequiredService<BackendDbContext>().Database;
        await ManyOfEachKind.AddInboxAsync(database);
        await ManyOfEachKind.AddWebhooksAsync(database);
    }

    // As many of the viewer's as issues.
    private async Task AddSessionsAsync()
    {
        await using var scope = server.Services.CreateAsyncScope();
        var database = scope.ServiceProvider.GetRequiredService<BackendDbContext>().Database;
        var time = TimeProvider.System.GetUtcNow().AddDays(1);
        // As the model's converters have it.
        var soon = database.IsSqlite() ? (object)(time.ToUnixTimeMilliseconds() * 1000) : time;
        await database.ExecuteSqlAsync($"""
            INSERT INTO identity_sessions (id, user_id, secret_hash, issuer, subject, provider, claims, created_at, last_seen_at, expires_at, address, user_agent)
            SELECT issue.id, person.id, CAST(issue.id AS text), 'issuer', 'subject', 'provider', {"[]"}, issue.created_at, {soon}, {soon}, title, title
            FROM tracking_issues issue JOIN identity_users person ON person.email = 'ada@demo.localhost'
            """);
    }

    // More than are looked at, all of ada's.
    private async Task AddEntriesAsync()
    {
        await using var scope = server.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<BackendDbContext>();
        var ada = await db.Database.SqlQuery<Guid>($"SELECT id AS \"Value\" FROM identity_users WHERE display_name = 'ada'").SingleAsync();
        await scope.ServiceProvider.GetRequiredService<IWorkspaceDirectory>().EnterAsync("demo", ada, CancellationToken.None);
        for (var entry = 0; entry < Many + 20; entry++)
            db.Record(new AuditRecord("test.written"));
        await db.SaveChangesAsync();
    }

    // To people, teams and tokens at once, which nobody can ask for, and of a permission that issues know nothing of.
    private async Task AddGrantsAsync()
    {
        await using var scope = server.Services.CreateAsyncScope();
        var database = scope.ServiceProvider.GetRequiredService<BackendDbContext>().Database;
        await database.ExecuteSqlAsync($"""
            INSERT INTO access_roles (workspace_id, id, name, name_key, description, permissions, created_at, updated_at, version, sync_id)
            SELECT workspace_id, id, identifier, identifier, title, 'team:member:manage', created_at, updated_at, version, sync_id
            FROM tracking_issues ORDER BY id LIMIT 80
            """);
        await database.ExecuteSqlAsync($"""
            INSERT INTO access_grants (workspace_id, id, user_id, team_id, token_id, role_id, resource_kind, resource_id, creator_id, expires_at, created_at, updated_at, version, sync_id)
            SELECT workspace_id, id, creator_id, team_id, id, id, 'Issue', id, creator_id, {TimeProvider.System.GetUtcNow().AddDays(1)}, created_at, updated_at, version, sync_id
            FROM tracking_issues WHERE id IN (SELECT id FROM access_roles)
            """);
    }

    // As many as jobs, each with a row.
    private async Task AddImportsAsync()
    {
        await using var scope = server.Services.CreateAsyncScope();
        var database = scope.ServiceProvider.GetRequiredService<BackendDbContext>().Database;
        await database.ExecuteSqlAsync($"""
            INSERT INTO data_exchange_imports (workspace_id, id, team_key, team_id, source, file_name, file_bytes, rows_done, created, updated, unchanged, failed,
              creator_id, status, job_id, columns, states, file_hash, created_at, updated_at, version, sync_id)
            SELECT workspace_id, id, 'ENG', team_id, 'csv', title, number, number, number, number, number, number,
              creator_id, 'Running', id, {"{}"}, {"{}"}, 'hash', created_at, updated_at, version, sync_id
            FROM tracking_issues
            """);
        await database.ExecuteSqlAsync($"""
            INSERT INTO data_exchange_import_rows (workspace_id, id, import_id, line, effect, reason, issue_id)
            SELECT workspace_id, id, id, number, 'Created', title, id FROM tracking_issues
            """);
    }

    // As many as issues, all of ada, who asks. Bots are as many as tokens.
    private async Task AddTokensAsync()
    {
        await using var scope = server.Services.CreateAsyncScope();
        var database = scope.ServiceProvider.GetRequiredService<BackendDbContext>().Database;
        await database.ExecuteSqlAsync($"""
            INSERT INTO identity_personal_tokens (workspace_id, id, user_id, name, prefix, hash, scope_names, expires_at, last_used_at, last_used_address, revoked_at,
              created_at, updated_at, version, sync_id)
            SELECT issue.workspace_id, issue.id, ada.id, 'ci', 'bkp_abcdef', 'hash', 'user:read', issue.created_at, issue.created_at, '::1', issue.created_at,
              issue.created_at, issue.updated_at, issue.version, issue.sync_id
            FROM tracking_issues AS issue, identity_users AS ada WHERE ada.display_name = 'ada'
            """);
    }

    /// <summary>What grew, or nothing; null where no path leads to few and to many objects that have a value.</summary>
    private async Task<string?> MeasureAsync(GraphQLClient client, SchemaFields schema, SchemaField field, IReadOnlyList<SchemaPath> paths)
    {
        foreach (var path in paths)
        {
            var operation = path.Operation(Selection(schema, field));
            var (many, most) = await RunAsync(Many);
            foreach (var n in Few)
            {
                var (few, least) = await RunAsync(n);
                // One statement for all is fine; it is not asked for before there is one to ask for.
                if (few == 0 || few >= many)
                    continue;
                return most.Count <= least.Count ? string.Empty
                    : $"{field} by {path}: {least.Count} statements for {few} values, {most.Count} for {many}\n{operation}\n{string.Join("\n---\n", most)}";
            }

            async Task<(int Values, IReadOnlyList<string> Statements)> RunAsync(int n)
            {
                var (data, statements) = await server.Statements.CountAsync(client, operation, new { n });
                return (path.Objects(data).Count(item => HasValue(item, field)), statements);
            }
        }

        return null;
    }

    private static bool HasValue(JsonElement owner, SchemaField field) =>
        field.IsLeaf || SchemaPath.Values(owner, field).Any();

    private static string Selection(SchemaFields schema, SchemaField field)
    {
        if (field.IsLeaf)
            return field.Name;
        var leaves = schema.Of(field.Objects).Where(leaf => leaf is { IsLeaf: true, NeedsArguments: false }).Select(leaf => leaf.Name);
        return SchemaPath.Select(field, string.Join(' ', leaves.Prepend("__typename")), "2");
    }

    /// <summary>The shortest ways to each object type, nearest types first.</summary>
    private static IEnumerable<(string Type, IReadOnlyList<SchemaPath> Paths)> Paths(SchemaFields schema)
    {
        var found = new Dictionary<string, List<SchemaPath>>(StringComparer.Ordinal);
        var open = new Queue<(string Type, SchemaPath Path)>([("Query", new SchemaPath([]))]);
        while (open.TryDequeue(out var current))
        {
            foreach (var field in schema.Of(current.Type).Where(field => field is { IsLeaf: false, NeedsArguments: false }))
            {
                var path = current.Path.Then(field);
                if (!found.TryGetValue(field.Objects, out var paths))
                    found.Add(field.Objects, paths = []);
                if (path.Steps.Count > 4 || paths.Count >= 5)
                    continue;
                if (path.Grows)
                    paths.Add(path);
                open.Enqueue((field.Objects, path));
            }
        }

        return found.Where(pair => schema.Of(pair.Key).Count > 0).Select(pair => (pair.Key, (IReadOnlyList<SchemaPath>)pair.Value));
    }

    /// <summary>A server of its own, which is asked more than one person may ask in a minute, and filled.</summary>
    public sealed class Server() : BackendServer("Backend:GraphQL:Limits:CostPerMinute=1000000000")
    {
    }
}
