using System.Text.RegularExpressions;
using Backend.Contracts.Tracking;
using Backend.Platform.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Backend.IntegrationTests.Statements;

/// <summary>
/// What is read all day takes a fixed number of statements among many issues, and none of them looks through a whole table:
/// the database itself is asked how it is going to run them.
/// </summary>
public sealed partial class QueryPlanTests(ManyIssuesServer server) : IClassFixture<ManyIssuesServer>
{
    [Theory]
    [InlineData("a filtered, sorted page", 5, """{ issues(first: 50, filter: { team: { key: { eq: "ENG" } }, state: { category: { in: [STARTED, UNSTARTED] } }, priority: { gte: 1 } }, sort: [{ updatedAt: { direction: DESC } }]) { pageInfo { endCursor } nodes { identifier title state { name } assignee { name } labels(first: 5) { nodes { name } } } } }""")]
    [InlineData("one's own work", 3, """{ issues(first: 50, filter: { assignee: { isMe: { eq: true } } }, sort: [{ updatedAt: { direction: DESC } }]) { nodes { identifier title state { name } } } }""")]
    [InlineData("the newest", 2, """{ issues(first: 50, sort: [{ createdAt: { direction: DESC } }]) { nodes { identifier title } } }""")]
    [InlineData("an issue by its identifier", 6, """{ issue(id: "ENG-4711") { title state { name } history(first: 10) { nodes { action actor { name } } } comments(first: 10) { nodes { bodyMarkdown } } } }""")]
    [InlineData("a board", 7, """{ board(teamId: "$TEAM", groupBy: STATE) { groups { state { name } issues(first: 20) { nodes { identifier title assignee { name } labels(first: 5) { nodes { name } } } } } } }""")]
    [InlineData("what has changed", 5, """{ changes(since: 9000, first: 50) { nodes { syncId type } } }""")]
    public async Task Hot_path_takes_few_statements_and_uses_indexes(string what, int statements, string query)
    {
        using var client = server.Client();
        var team = (await client.QueryAsync("{ team(id: \"ENG\") { id } }")).Text("team.id");
        var plans = await server.Plans.OfAsync(() => client.QueryAsync(query.Replace("$TEAM", team, StringComparison.Ordinal)));
        Assert.InRange(plans.Count, 1, statements);
        Assert.All(plans, plan => Assert.False(LooksThroughATable(plan), $"{what}:\n{plan.Sql}\n{plan.Plan}"));
    }

    // Any index will do for a small table; here the wrong one reads every issue of the team.
    [Theory]
    [InlineData("ix_tracking_issues_workspace_id_updated_at", """{ issues(first: 50, filter: { team: { key: { eq: "ENG" } }, state: { category: { in: [STARTED, UNSTARTED] } }, priority: { gte: 1 } }, sort: [{ updatedAt: { direction: DESC } }]) { nodes { title } } }""")]
    [InlineData("ix_tracking_issues_board ", """{ board(teamId: "$TEAM", groupBy: STATE) { groups { issues(first: 20) { nodes { title } } } } }""")]
    public async Task Hot_path_is_read_in_the_order_of_its_index(string index, string query)
    {
        using var client = server.Client();
        var team = (await client.QueryAsync("{ team(id: \"ENG\") { id } }")).Text("team.id");
        var plans = await server.Plans.OfAsync(() => client.QueryAsync(query.Replace("$TEAM", team, StringComparison.Ordinal)));
        var issues = plans.Last(plan => plan.Sql.Contains("tracking_issues", StringComparison.Ordinal));
        Assert.Contains(index, issues.Plan + " ", StringComparison.Ordinal);
    }

    // PostgreSQL decides by how many pages it would have to look up besides.
    [SqliteFact]
    public async Task Counts_of_a_board_are_read_from_the_index_alone()
    {
        using var client = server.Client();
        var team = (await client.QueryAsync("{ team(id: \"ENG\") { id } }")).Text("team.id");
        var plans = await server.Plans.OfAsync(() => client.QueryAsync($$"""{ board(teamId: "{{team}}", groupBy: STATE) { groups { count } } }"""));
        Assert.Contains("COVERING INDEX ix_tracking_issues_board_counts", Assert.Single(plans, plan => plan.Sql.Contains("tracking_issues", StringComparison.Ordinal)).Plan, StringComparison.Ordinal);
    }

    /// <summary>Checks of references would look through the whole table for each row, until autovacuum comes by.</summary>
    [PostgreSqlFact]
    public async Task Table_that_was_filled_a_moment_ago_is_known_to_the_planner()
    {
        await using var scope = server.Services.CreateAsyncScope();
        var unknown = await scope.ServiceProvider.GetRequiredService<BackendDbContext>().Database
            .SqlQuery<string>($"SELECT relname AS \"Value\" FROM pg_class WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace AND relname LIKE 'tracking%' AND reltuples <= 0 AND pg_relation_size(oid) > 0")
            .ToListAsync();
        Assert.Empty(unknown);
    }

    [Fact]
    public async Task Query_without_an_index_would_be_seen()
    {
        await using var scope = server.Services.CreateAsyncScope();
        var database = scope.ServiceProvider.GetRequiredService<BackendDbContext>().Database;
        var plans = await server.Plans.OfAsync(() => database.SqlQuery<string>($"SELECT \"t\".\"title\" AS \"Value\" FROM \"tracking_issues\" AS \"t\" WHERE \"t\".\"estimate\" = 99").ToListAsync());
        Assert.True(LooksThroughATable(Assert.Single(plans)));
    }

    // The tables that grow with the issues. Whether a list of states is looked through does not matter.
    private static bool LooksThroughATable((string Sql, string Plan) query) =>
        PostgreSqlScan().IsMatch(query.Plan)
        || GrowingTable().Matches(query.Sql).Any(table => query.Plan.Split('\n').Any(line => line.Trim() == $"SCAN {table.Groups["alias"].Value}"));

    [GeneratedRegex("""Seq Scan on (tracking_issues|tracking_issue_history|tracking_issue_labels|collaboration_comments|platform_events)\b""", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex PostgreSqlScan();

    [GeneratedRegex("\"?(tracking_issues|tracking_issue_history|tracking_issue_labels|collaboration_comments|platform_events)\"? AS \"?(?<alias>\\w+)\"?", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex GrowingTable();
}

/// <summary>A server with ten thousand issues, of whose queries the database is asked for its plans.</summary>
public sealed class ManyIssuesServer : BackendServer, IAsyncLifetime
{
    private const int Issues = 10_000;

    public ManyIssuesServer()
        : base("Backend:Roles:0=api") =>
        Configure = services => services.ConfigureDbContext<BackendDbContext>(options => options.AddInterceptors(Plans));

    public PlanRecorder Plans { get; } = new();

    async Task IAsyncLifetime.InitializeAsync()
    {
        await InitializeAsync();
        await using var scope = Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<IDemoVolume>().FillAsync(Issues, new Progress<int>(), CancellationToken.None);
    }
}
