using System.Text.Json.Nodes;

namespace Backend.UnitTests.Tracking;

/// <summary>Operations read the columns that they show, and show the same as if they had read them all.</summary>
public sealed class SelectionTests(TrackingServer server) : IClassFixture<TrackingServer>
{
    private const string Wide =
        """
        fragment Wide on Issue {
          __typename id number identifier title descriptionMarkdown priority estimate dueDate startDate rank startedAt completedAt canceledAt
          externalSource externalId archivedAt trashedAt createdAt updatedAt version syncId previousIdentifiers
          team { id key name } state { id name category color position createdAt } assignee { id name displayName email }
          creator { id name avatarUrl timezone } parent { id title } viewerCan { update delete }
          labels { nodes { id name color } } children { nodes { id title } } history { nodes { id version action actor { name } changes { field } } }
        }
        """;

    [Fact]
    public async Task Titles_of_issues_are_read_without_descriptions()
    {
        server.Statements.Clear();
        var data = await server.QueryAsync("ada", "{ issues { nodes { title } } }");
        Assert.All(data["issues"]!["nodes"]!.AsArray(), issue => Assert.False(string.IsNullOrEmpty((string?)issue!["title"])));
        var statement = Assert.Single(server.Statements.Statements, statement => statement.Contains("FROM \"tracking_issues\"", StringComparison.Ordinal));
        Assert.Contains("\"title\"", statement, StringComparison.Ordinal);
        Assert.DoesNotContain("description_markdown", statement, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Columns_are_those_of_all_places_together()
    {
        server.Statements.Clear();
        var data = await server.QueryAsync("ada", "{ short: issues(first: 1) { nodes { title } } long: issues(first: 1) { edges { node { descriptionMarkdown } } } }");
        Assert.NotNull(data["long"]!["edges"]![0]!["node"]);
        Assert.All(
            server.Statements.Statements.Where(statement => statement.Contains("FROM \"tracking_issues\"", StringComparison.Ordinal)),
            statement => Assert.Contains("description_markdown", statement, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Objects_read_in_part_show_what_whole_ones_show()
    {
        // A mutation reads whole objects; one that changes nothing leaves them as they are.
        var listed = (await server.QueryAsync("ada", $$"""{ issues(first: 5, sort: [{ number: { direction: ASC } }]) { nodes { ...Wide } } } {{Wide}}"""))["issues"]!["nodes"]!.AsArray();
        Assert.Equal(5, listed.Count);
        foreach (var issue in listed)
        {
            var whole = await server.QueryAsync(
                "ada", $$"""mutation($id: ID!) { issueUpdate(input: { id: $id }) { issue { ...Wide } } } {{Wide}}""", new { id = (string)issue!["id"]! });
            Assert.True(JsonNode.DeepEquals(issue, whole["issueUpdate"]!["issue"]), $"{issue}\n---\n{whole}");
        }
    }
}
