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
        // What PostgreSQL's autovacuum and SQLite's optimize do in time.
        await scope.ServiceProvider.GetRequiredService<BackendDbContext>().Database.ExecuteSqlRawAsync("ANALYZE");
    }
}
