using Backend.Contracts.DataExchange;
using Backend.Contracts.Workspaces;
using Microsoft.Extensions.DependencyInjection;

namespace Backend.IntegrationTests;

/// <summary>Imports the real issues that may lie beside the repository, on a server of its own because they are many.</summary>
public sealed class ImportTests(BackendServer server) : IClassFixture<BackendServer>
{
    private const string Page = """
        query($first: Int!, $after: String) {
          issues(first: $first, after: $after, filter: { team: { key: { eq: "MPL" } } }) {
            totalCount pageInfo { endCursor }
            nodes { identifier state { name } assignee { name } creator { name } labels(first: 5) { nodes { name } } }
          }
        }
        """;

    [Fact]
    public async Task Real_issues_are_imported_once_and_read_with_few_statements()
    {
        if (SharedFiles.Find("data/matplotlib-issues.csv") is not { } path)
            return;
        var first = await ImportAsync(path);
        Assert.Equal((19_859, 0, 0, 0), (first.Imported, first.Updated, first.Unchanged, first.Failures.Count));
        var second = await ImportAsync(path);
        Assert.Equal((0, 0, 19_859, 0), (second.Imported, second.Updated, second.Unchanged, second.Failures.Count));

        using var client = server.Client();
        // The first sight of a sign-in takes more.
        await client.QueryAsync("{ viewer { id } }");
        string? after = null;
        for (var page = 0; page < 3; page++)
        {
            var (data, statements) = await server.Statements.CountAsync(client, Page, new { first = 50, after });
            Assert.Equal(19_859, data.At("issues.totalCount").GetInt32());
            Assert.Equal(50, data.At("issues.nodes").GetArrayLength());
            Assert.True(statements.Count <= 6, string.Join("\n---\n", statements));
            after = data.Text("issues.pageInfo.endCursor");
        }
    }

    [Fact]
    public async Task Bad_rows_are_told_by_line_and_reason_and_stop_nothing()
    {
        var path = Path.GetTempFileName();
        await File.WriteAllTextAsync(path, """
            title,number,state,created,closed,comment_count
            Good,900001,open,2021-04-05 19:46:37,None,0
            ,900002,open,2021-04-05 19:46:37,None,0
            "Over
            two lines",900003,closed,2021-04-05 19:46:37,2021-04-06 19:46:37,0
            Bad date,900004,open,yesterday,None,0
            Bad state,900005,lost,2021-04-05 19:46:37,None,0
            """);
        var result = await ImportAsync(path, "BAD");
        File.Delete(path);
        Assert.Equal(2, result.Imported);
        Assert.Equal([3, 6, 7], result.Failures.Select(failure => failure.Line));
        Assert.All(result.Failures, failure => Assert.NotEmpty(failure.Reason));
    }

    private async Task<CsvImportResult> ImportAsync(string path, string team = "MPL")
    {
        await using var scope = server.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<IWorkspaceDirectory>().EnterAsync("demo", actorId: null, CancellationToken.None);
        await using var csv = File.OpenRead(path);
        var options = new CsvImportOptions
        {
            TeamKey = team,
            Columns = new Dictionary<string, string>
            {
                ["title"] = "title",
                ["externalId"] = "number",
                ["state"] = "state",
                ["createdAt"] = "created",
                ["completedAt"] = "closed",
            },
            States = new Dictionary<string, string> { ["open"] = "Todo", ["closed"] = "Done" },
        };
        return await scope.ServiceProvider.GetRequiredService<ICsvIssueImport>().RunAsync(csv, Path.GetFileName(path), options, progress: null, CancellationToken.None);
    }
}
