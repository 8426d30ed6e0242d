using System.Text;
using Backend.Contracts.DataExchange;
using Backend.Platform.Errors;
using Backend.UnitTests.Tracking;
using Microsoft.Extensions.DependencyInjection;

namespace Backend.UnitTests.DataExchange;

/// <summary>A file from its first byte to the issues that it makes.</summary>
public sealed class CsvIssueImportTests(TrackingServer server) : IClassFixture<TrackingServer>
{
    private static readonly CsvImportOptions Options = new()
    {
        TeamKey = "CSV",
        Columns = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["title"] = "title",
            ["externalId"] = "number",
            ["state"] = "state",
            ["createdAt"] = "created",
            ["completedAt"] = "closed",
            ["priority"] = "prio",
        },
        States = new Dictionary<string, string>(StringComparer.Ordinal) { ["open"] = "Todo", ["closed"] = "done" },
    };

    [Fact]
    public async Task File_is_imported_once_and_its_bad_rows_are_told()
    {
        const string file = """
            number,title,state,created,closed,prio,comments
            1,First,open,2011-02-19 17:59:44,None,,3
            2,None,open,2011-02-19 17:59:44,None,,3
            3,Third,CLOSED,2011-02-19,2011-02-20T10:00:00Z,4,3
            4,"Over
            two lines",In Review,NaN,null,0,3
            5,Bad date,open,tomorrow,None,,3
            6,Bad state,reopened,2011-02-19,None,,3
            7,Bad priority,open,2011-02-19,None,high,3
            8,Priority 9,open,2011-02-19,None,9,3
            3,Third again,open,2011-02-19,None,,3
            ,No id,open,2011-02-19,None,,3
            9,Short
            10,Last,,,,,
            """;
        var progress = new Heard();
        var result = await RunAsync(file, Options, progress);
        Assert.Equal((4, 0, 0), (result.Imported, result.Updated, result.Unchanged));
        Assert.Equal(
            [
                "3 The title is missing.",
                "7 The date 'tomorrow' cannot be read; write it as 2026-11-22 or 2026-11-22T23:05:00Z.",
                "8 The state 'reopened' is neither mapped to one of the team's states nor the name of one.",
                "9 The priority 'high' is not a whole number.",
                "10 A priority lies between 0 and 4.",
                "11 The external id '3' stands in line 4 already.",
                "12 The external id is missing.",
                "13 The row has 2 values, but the file has 7 columns.",
            ],
            result.Failures.Select(failure => $"{failure.Line} {failure.Reason}"));
        Assert.Equal((4, 8, 12, 12), (progress.Last!.Imported, progress.Last.Failed, progress.Last.RowsDone, progress.Last.RowsTotal!.Value));
        var read = await server.QueryAsync("ada", """{ issues(filter: { team: { key: { eq: "CSV" } } }, sort: [{ number: { direction: ASC } }]) { nodes { identifier title priority state { name } completedAt externalSource } } }""");
        Assert.Equal(
            """[{"identifier":"CSV-1","title":"First","priority":0,"state":{"name":"Todo"},"completedAt":null,"externalSource":"csv"},{"identifier":"CSV-2","title":"Third","priority":4,"state":{"name":"Done"},"completedAt":"2011-02-20T10:00:00Z","externalSource":"csv"},{"identifier":"CSV-3","title":"Over two lines","priority":0,"state":{"name":"In Review"},"completedAt":null,"externalSource":"csv"},{"identifier":"CSV-4","title":"Last","priority":0,"state":{"name":"Todo"},"completedAt":null,"externalSource":"csv"}]""",
            read["issues"]!["nodes"]!.ToJsonString());
        var again = await RunAsync(file, Options);
        Assert.Equal((0, 0, 4, 8), (again.Imported, again.Updated, again.Unchanged, again.Failures.Count));
        var changed = await RunAsync(file.Replace("1,First", "1,The first", StringComparison.Ordinal), Options);
        Assert.Equal((0, 1, 3), (changed.Imported, changed.Updated, changed.Unchanged));
    }

    [Theory]
    [InlineData("title,number\nA,1\n", "title=title,externalId=id", "", "The file has no column 'id'")]
    [InlineData("", "title=title,externalId=number", "", "The file is empty.")]
    [InlineData("title,number\nA,1\n", "title=title,externalId=number", "open=Nowhere", "The team has no state 'Nowhere'; its states are Backlog, Todo")]
    public async Task Options_that_do_not_fit_stop_before_the_first_row_and_create_no_team(string file, string columns, string states, string message)
    {
        var refused = await Assert.ThrowsAsync<ValidationFailedException>(() => RunAsync(file, new CsvImportOptions { TeamKey = "NEVER", Columns = Pairs(columns), States = Pairs(states) }));
        Assert.Contains(message, refused.Message, StringComparison.Ordinal);
        Assert.Equal(0, (int)(await server.QueryAsync("ada", """{ teams(filter: { key: { eq: "NEVER" } }) { totalCount } }"""))["teams"]!["totalCount"]!);
    }

    [Fact]
    public async Task Import_that_was_stopped_is_gone_on_with_and_not_begun_anew()
    {
        var file = "title,number\n" + string.Concat(Enumerable.Range(1, 10).Select(number => $"Issue {number},{number}\n"));
        var options = new CsvImportOptions { TeamKey = "STOP", Source = "stop", Columns = Pairs("title=title,externalId=number") };
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => RunAsync(file, options, cancellationToken: stop.Token));
        Assert.Equal((10, 0), await CountsAsync(file, options));
        // It has ended: the same once more is another import.
        Assert.Equal((0, 10), await CountsAsync(file, options));
    }

    private async Task<(int Imported, int Unchanged)> CountsAsync(string file, CsvImportOptions options)
    {
        var result = await RunAsync(file, options);
        return (result.Imported, result.Unchanged);
    }

    private Task<CsvImportResult> RunAsync(
        string file, CsvImportOptions options, IProgress<CsvImportProgress>? progress = null, CancellationToken cancellationToken = default) =>
        server.AsSystemAsync(async services =>
        {
            using var csv = new MemoryStream(Encoding.UTF8.GetBytes(file));
            return await services.GetRequiredService<ICsvIssueImport>().RunAsync(csv, "issues.csv", options, progress, cancellationToken);
        });

    private static Dictionary<string, string> Pairs(string text) => text.Split(',', StringSplitOptions.RemoveEmptyEntries)
        .Select(pair => pair.Split('='))
        .ToDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal);

    private sealed class Heard(Action<CsvImportProgress>? heard = null) : IProgress<CsvImportProgress>
    {
        public CsvImportProgress? Last { get; private set; }

        public void Report(CsvImportProgress value)
        {
            Last = value;
            heard?.Invoke(value);
        }
    }
}
