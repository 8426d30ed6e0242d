using System.Text.RegularExpressions;
using Backend.Platform.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Backend.IntegrationTests.Tenancy;

/// <summary>Every statement of the hot paths names the workspace for each table that workspaces own, and so runs on one shard.</summary>
[Collection(ServerCollection.Name)]
public sealed partial class HotPathTests(BackendServer server)
{
    /// <summary>
    /// The one statement that looks for a workspace instead of within one: who the caller is. It is kept until something is
    /// committed; a distributed database asks all shards by an index.
    /// </summary>
    private static readonly string[] FindTheWorkspace = ["identity_external_identities", "identity_users"];

    public static TheoryData<string> Operations =>
    [
        "{ issues(first: 50) { totalCount nodes { id state { name } assignee { name } labels(first: 5) { nodes { name } } parent { title } team { key } } } }",
        "{ issue(id: \"ENG-1\") { title history(first: 10) { nodes { changes { field } } } comments(first: 10) { nodes { author { name } } } children(first: 10) { nodes { title } } } }",
        "{ team(id: \"ENG\") { states { name } labels(first: 10) { nodes { name } } } }",
        "{ changes(since: 0, first: 100) { nodes { type actor { name } } } }",
        "{ users(first: 10) { nodes { name } } }",
        "mutation { issueCreate(input: { teamId: \"$TEAM\", title: \"Hot\" }) { issue { id state { name } } } }",
        "mutation { issueUpdate(input: { id: \"$ISSUE\", priority: 3 }) { issue { id } } }",
        "mutation { commentCreate(input: { issueId: \"$ISSUE\", bodyMarkdown: \"Hot\" }) { comment { id } } }",
        "mutation { issueBatchUpdate(input: { ids: [\"$ISSUE\"], priority: 2 }) { succeededCount } }",
    ];

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task Statements_name_the_workspace_of_every_table(string operation)
    {
        using var client = server.Client();
        client.Http.DefaultRequestHeaders.Add("Idempotency-Key", $"hot-{Guid.CreateVersion7(TimeProvider.System.GetUtcNow()):N}");
        var known = await client.QueryAsync("{ team(id: \"ENG\") { id } issue(id: \"ENG-2\") { id } }");
        operation = operation.Replace("$TEAM", known.Text("team.id"), StringComparison.Ordinal).Replace("$ISSUE", known.Text("issue.id"), StringComparison.Ordinal);
        var (_, statements) = await server.Statements.CountAsync(client, operation);
        Assert.NotEmpty(statements);
        var across = statements.Where(sql => !FindTheWorkspace.All(sql.Contains)).SelectMany(sql => Unscoped(sql).Select(table => $"{table} in:\n{sql}")).ToArray();
        Assert.True(across.Length == 0, string.Join("\n---\n", across));
    }

    [Fact]
    public void Statement_that_forgets_the_workspace_is_found()
    {
        Assert.Equal(["tracking_issues"], Unscoped("""SELECT "t"."id" FROM "tracking_issues" AS "t" WHERE "t"."id" = @p"""));
        Assert.Empty(Unscoped("""SELECT "t"."id" FROM "tracking_issues" AS "t" WHERE "t"."workspace_id" = @p"""));
        Assert.Equal(["tracking_labels"], Unscoped("""SELECT 1 FROM tracking_issues AS t JOIN tracking_labels AS l ON l.id = t.id WHERE t.workspace_id = @p"""));
        Assert.Equal(["platform_events"], Unscoped("INSERT INTO platform_events (sequence) VALUES (@p0)"));
        Assert.Empty(Unscoped("INSERT INTO platform_events (sequence, workspace_id) VALUES (@p0, @p1)"));
        Assert.Equal(["tracking_issues"], Unscoped("UPDATE tracking_issues SET title = @p0 WHERE id = @p1"));
        Assert.Empty(Unscoped("UPDATE \"tracking_issues\" SET title = @p0 WHERE \"workspace_id\" = @p1"));
    }

    private string[] Unscoped(string sql)
    {
        using var scope = server.Services.CreateScope();
        var owned = scope.ServiceProvider.GetRequiredService<BackendDbContext>().Model.GetEntityTypes()
            .Where(type => type.FindProperty("WorkspaceId") is not null).Select(type => type.GetTableName()!).ToHashSet(StringComparer.Ordinal);
        var plain = sql.Replace("\"", "", StringComparison.Ordinal);
        return [.. Reads().Matches(plain).Where(read => owned.Contains(read.Groups["table"].Value) && !IsScoped(plain, read)).Select(read => read.Groups["table"].Value)];
    }

    private static bool IsScoped(string sql, Match read)
    {
        // A row that is written has its workspace.
        if (read.Value.StartsWith("INTO", StringComparison.Ordinal))
            return sql[(read.Index + read.Length)..].Split(')')[0].Contains("workspace_id", StringComparison.Ordinal);
        var alias = read.Groups["alias"].Value;
        var column = alias.Length == 0 ? "workspace_id" : $"{alias}.workspace_id";
        // Compared with a parameter, or with the same column of a table that is.
        return Regex.IsMatch(sql, $@"(?<![\w.]){Regex.Escape(column)}\s*=|=\s*{Regex.Escape(column)}(?!\w)|{Regex.Escape(column)} IN ", RegexOptions.None, TimeSpan.FromSeconds(1));
    }

    [GeneratedRegex(@"\b(?:FROM|JOIN|UPDATE|INTO)\s+(?<table>[a-z]+_[a-z_]+)(?:\s+AS\s+(?<alias>\w+))?", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Reads();
}
