using System.Text.Json.Nodes;

namespace Backend.UnitTests.Tracking;

/// <summary>Boards: what their columns hold, and what they cost.</summary>
public sealed class BoardTests(TrackingServer server) : IClassFixture<TrackingServer>
{
    private const string Query = """
        query($team: ID!, $by: BoardGroupBy!, $filter: IssueFilter, $first: Int) {
          board(teamId: $team, groupBy: $by, filter: $filter) {
            groups { key count priority state { name } assignee { name } issues(first: $first) { nodes { identifier state { name } assignee { name } priority } } }
          }
        }
        """;

    [Theory]
    [InlineData("STATE")]
    [InlineData("ASSIGNEE")]
    [InlineData("PRIORITY")]
    public async Task Columns_hold_all_issues_once_and_only_their_own(string by)
    {
        var groups = (await BoardAsync(by, filter: null, first: 100))["groups"]!.AsArray();
        Assert.Equal(120, groups.Sum(group => (int)group!["count"]!));
        Assert.Equal(120, groups.SelectMany(group => group!["issues"]!["nodes"]!.AsArray()).DistinctBy(issue => (string)issue!["identifier"]!).Count());
        Assert.All(groups, group => Assert.All(group!["issues"]!["nodes"]!.AsArray(), issue => Assert.True(by switch
        {
            "STATE" => JsonNode.DeepEquals(issue!["state"], group["state"]),
            "ASSIGNEE" => JsonNode.DeepEquals(issue!["assignee"], group["assignee"]),
            _ => JsonNode.DeepEquals(issue!["priority"], group["priority"]),
        })));
    }

    [Fact]
    public async Task Columns_are_in_a_fixed_order_and_empty_ones_are_there()
    {
        var nothing = new { title = new { eq = "There is no such title" } };
        Assert.Equal("Backlog Todo In Progress In Review Done Canceled", Names(await BoardAsync("STATE", nothing, 5), group => (string)group["state"]!["name"]!));
        Assert.Equal("4 3 2 1 0", Names(await BoardAsync("PRIORITY", nothing, 5), group => (string)group["key"]!));
        Assert.Equal("none", Names(await BoardAsync("ASSIGNEE", nothing, 5), group => (string)group["key"]!));
        Assert.Equal("none Ada Lovelace Grace Hopper Linus Torvalds", Names(await BoardAsync("ASSIGNEE", null, 5), group => (string?)group["assignee"]?["name"] ?? "none"));

        static string Names(JsonNode board, Func<JsonNode, string> name) => string.Join(' ', board["groups"]!.AsArray().Select(group => name(group!)));
    }

    [Theory]
    [InlineData("STATE", 7)]
    [InlineData("ASSIGNEE", 8)]
    [InlineData("PRIORITY", 6)]
    public async Task Statements_depend_on_nothing(string by, int most)
    {
        await BoardAsync(by, filter: null, first: 1);
        foreach (var first in new[] { 1, 100 })
        {
            server.Statements.Clear();
            await BoardAsync(by, new { priority = new { gte = 1 } }, first);
            Assert.True(server.Statements.Statements.Count <= most, string.Join("\n\n", server.Statements.Statements));
        }
    }

    private async Task<JsonNode> BoardAsync(string by, object? filter, int first) =>
        (await server.QueryAsync("ada", Query, new { team = team ??= await server.TeamIdAsync("ENG"), by, filter, first }))["board"]!;

    private string? team;
}
