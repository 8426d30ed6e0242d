using Backend.Platform.Caching;
using Microsoft.Extensions.DependencyInjection;
using Xunit.Abstractions;

namespace Backend.IntegrationTests.Caching;

/// <summary>What is kept saves statements, and is never out of date.</summary>
public sealed class KeptThingsTests : IAsyncLifetime
{
    private const string Page = """
        { workspace { name } issues(first: 50) { nodes { identifier title team { key } state { name } assignee { name } creator { name } labels(first: 5) { nodes { name } } } } }
        """;

    private readonly string folder = Directory.CreateTempSubdirectory("backend-kept-").FullName;
    private readonly TestDatabase database = TestDatabase.Create();
    private readonly BackendServer one;
    private readonly BackendServer two;
    private readonly ITestOutputHelper output;

    public KeptThingsTests(ITestOutputHelper output)
    {
        this.output = output;
        string[] settings = [$"Backend:DataDirectory={folder}", $"ConnectionStrings:Database={database.ConnectionString}"];
        (one, two) = (new BackendServer(settings), new BackendServer(settings));
    }

    [Fact]
    public async Task Page_takes_fewer_statements_where_what_it_names_is_known()
    {
        using var ada = one.Client();
        var (data, cold) = await one.Statements.CountAsync(ada, Page);
        var (same, warm) = await one.Statements.CountKeptAsync(ada, Page);
        output.WriteLine($"{cold.Count} statements at first, {warm.Count} after that");
        Assert.Equal(data.GetRawText(), same.GetRawText());
        // The issues and their labels; and on PostgreSQL who the caller is, and whether that still holds.
        Assert.InRange(warm.Count, 2, 3);
        Assert.True(cold.Count >= warm.Count + 4, string.Join("\n---\n", cold));
    }

    [Fact]
    public async Task Thousand_requests_for_what_is_not_known_read_it_once()
    {
        using var ada = one.Client();
        // Whom the server sees for the first time, it makes known first.
        await ada.QueryAsync("{ viewer { id } }");
        var statements = await one.Statements.CountAtOnceAsync(ada, "{ issues(first: 3) { nodes { state { name } team { key } assignee { name } } } }", 1_000);
        foreach (var table in (string[])["tracking_workflow_states", "workspaces_teams", "identity_users"])
        {
            var reads = statements.Count(statement => ReadsFrom(statement, table));
            output.WriteLine($"{table}: {reads} reads for 1,000 requests");
            Assert.Equal(1, reads);
        }
    }

    [Fact]
    public async Task Change_on_one_node_is_seen_on_the_other_at_once()
    {
        using var writer = one.Client();
        using var reader = two.Client();
        var state = (await writer.QueryAsync("{ team(id: \"ENG\") { states { id name } } }")).At("team.states.0");
        var ask = $"{{ issues(first: 50, filter: {{ state: {{ id: {{ eq: \"{state.Text("id")}\" }} }} }}) {{ nodes {{ state {{ name }} creator {{ name }} }} }} workspace {{ name }} team(id: \"ENG\") {{ name }} }}";
        for (var round = 0; round < 20; round++)
        {
            await reader.QueryAsync(ask);
            var name = $"Name {round}";
            var changed = await writer.QueryAsync(
                "mutation($s: ID!, $n: String!) { stateUpdate(input: { id: $s, name: $n }) { state { name } } workspaceUpdate(input: { name: $n }) { workspace { name } } userUpdate(input: { name: $n }) { user { name } } }",
                new { s = state.Text("id"), n = name });
            Assert.Equal([name, name, name], [changed.Text("stateUpdate.state.name"), changed.Text("workspaceUpdate.workspace.name"), changed.Text("userUpdate.user.name")]);
            var seen = await reader.QueryAsync(ask);
            Assert.Equal(name, seen.Text("workspace.name"));
            Assert.All(seen.At("issues.nodes").EnumerateArray(), issue => Assert.Equal(name, issue.Text("state.name")));
            var ownSeen = await reader.QueryAsync("{ issues(first: 50) { nodes { creator { name displayName } } } }");
            Assert.All(
                ownSeen.At("issues.nodes").EnumerateArray().Where(issue => issue.Text("creator.displayName") == "ada"), issue => Assert.Equal(name, issue.Text("creator.name")));
        }
    }

    [Fact]
    public async Task What_a_mutation_has_written_nobody_reads_again()
    {
        using var ada = one.Client();
        await ada.QueryAsync("mutation { workspaceUpdate(input: { name: \"Written through\" }) { workspace { name } } }");
        var (data, statements) = await one.Statements.CountKeptAsync(ada, "{ workspace { name } }");
        Assert.Equal("Written through", data.Text("workspace.name"));
        Assert.DoesNotContain(statements, statement => ReadsFrom(statement, "workspaces_workspaces"));
    }

    [Fact]
    public async Task Write_that_is_undone_leaves_what_was_kept()
    {
        using var ada = one.Client();
        var before = (await ada.QueryAsync("{ workspace { name version } }")).At("workspace");
        var failed = await ada.QueryAsync(
            "mutation { workspaceUpdate(input: { name: \"Undone\", expectedVersion: 999 }) { workspace { name } errors { ... on Error { code } } } }");
        Assert.Equal("CONFLICT", failed.Text("workspaceUpdate.errors.0.code"));
        var (after, _) = await one.Statements.CountKeptAsync(ada, "{ workspace { name version } }");
        Assert.Equal(before.GetRawText(), after.At("workspace").GetRawText());
    }

    [Fact]
    public void Registry_is_documented()
    {
        var text = File.ReadAllLines(Path.Combine(SharedFiles.Repository, "docs", "operations.md"));
        var documented = text.SkipWhile(line => line != "## The cache").Skip(1).TakeWhile(line => !line.StartsWith("## ", StringComparison.Ordinal))
            .Where(line => line.StartsWith("| `", StringComparison.Ordinal)).Select(line => line.Split('`')[1]).Order(StringComparer.Ordinal);
        Assert.Equal(one.Services.GetServices<CachedKind>().Select(kind => kind.FullName).Order(StringComparer.Ordinal), documented);
    }

    // What it reads, not what it leans on.
    private static bool ReadsFrom(string statement, string table)
    {
        var text = statement.Replace("\"", "", StringComparison.Ordinal);
        return text.IndexOf("FROM ", StringComparison.Ordinal) is var from and >= 0 && text.AsSpan(from + 5).StartsWith(table + " ", StringComparison.Ordinal);
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
}
