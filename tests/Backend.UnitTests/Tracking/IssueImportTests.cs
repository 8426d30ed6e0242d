using System.Text.Json.Nodes;
using Backend.Contracts.Tracking;
using Backend.Contracts.Workspaces;
using Backend.Platform.Persistence;
using Microsoft.Extensions.DependencyInjection;

namespace Backend.UnitTests.Tracking;

/// <summary>Issues that come from elsewhere.</summary>
public sealed class IssueImportTests(TrackingServer server) : IClassFixture<TrackingServer>
{
    private static readonly DateTimeOffset Created = new(2011, 2, 19, 8, 37, 10, TimeSpan.FromHours(2));
    private static readonly DateTimeOffset Closed = new(2011, 5, 24, 23, 45, 23, TimeSpan.Zero);

    [Fact]
    public async Task Import_keeps_times_and_ascribes_to_the_owner()
    {
        await server.NewTeamAsync("KEEP");
        Assert.Equal("Created Created", await ImportAsync("KEEP",
            new() { ExternalId = "1", Title = "Done", StateName = "done", CreatedAt = Created, ClosedAt = Closed.AddTicks(7), Priority = 3, DescriptionMarkdown = "Text" },
            new() { ExternalId = "2", Title = "Open", CreatedAt = Created, ClosedAt = Closed }));
        Assert.Equal(
            """[{"identifier":"KEEP-1","number":1,"createdAt":"2011-02-19T06:37:10Z","startedAt":null,"completedAt":"2011-05-24T23:45:23Z","state":{"name":"Done"},"creator":{"name":"Ada Lovelace"},"externalSource":"test","externalId":"1","history":{"nodes":[{"action":"CREATED","actor":null}]}},{"identifier":"KEEP-2","number":2,"createdAt":"2011-02-19T06:37:10Z","startedAt":null,"completedAt":null,"state":{"name":"Todo"},"creator":{"name":"Ada Lovelace"},"externalSource":"test","externalId":"2","history":{"nodes":[{"action":"CREATED","actor":null}]}}]""",
            (await ListAsync("KEEP")).ToJsonString());
    }

    [Fact]
    public async Task Import_again_changes_nothing_until_something_is_different()
    {
        await server.NewTeamAsync("AGAIN");
        ImportedIssue issue = new() { ExternalId = "again", Title = " Title", StateName = "Done", CreatedAt = Created, ClosedAt = Closed.AddTicks(7), Priority = 1, DescriptionMarkdown = "Text" };
        Assert.Equal("Created", await ImportAsync("AGAIN", issue));
        Assert.Equal("Unchanged", await ImportAsync("AGAIN", issue));
        Assert.Equal("Unchanged", await ImportAsync("AGAIN", new ImportedIssue { ExternalId = "again", Title = "Title" }));
        Assert.Equal("Updated", await ImportAsync("AGAIN", issue with { StateName = "Canceled" }));
        Assert.Equal("Updated", await ImportAsync("AGAIN", issue with { StateName = "Canceled", ClosedAt = Closed.AddDays(1), Title = "Other" }));
        var read = await server.QueryAsync("ada", """{ issue(id: "AGAIN-1") { version title completedAt canceledAt history { nodes { changes { field to } } } } }""");
        Assert.Equal(
            """{"version":3,"title":"Other","completedAt":null,"canceledAt":"2011-05-25T23:45:23Z","history":{"nodes":[{"changes":[]},{"changes":[{"field":"state"},{"field":"completedAt"},{"field":"canceledAt"}]},{"changes":[{"field":"title"},{"field":"canceledAt"}]}]}}""",
            WithoutValues(read["issue"]!));
    }

    [Fact]
    public async Task Import_does_not_reach_into_a_private_team_that_its_owner_is_not_in()
    {
        await server.NewTeamAsync("INNER", "PRIVATE");
        await server.NewTeamAsync("OUTER");
        Assert.Equal("Created", await ImportAsync("INNER", new ImportedIssue { ExternalId = "secret", Title = "Secret" }));
        var outcome = await server.AsAsync("grace", async services =>
        {
            await using var write = await services.GetRequiredService<BackendDbContext>().BeginWriteAsync(CancellationToken.None);
            var team = await services.GetRequiredService<ITeamDirectory>().FindByKeyAsync("OUTER", CancellationToken.None);
            var outcomes = await services.GetRequiredService<IIssueImport>().ImportAsync(
                team!, "test", [new ImportedIssue { ExternalId = "secret", Title = "Overwritten" }], CancellationToken.None);
            await write.CommitAsync(CancellationToken.None);
            return outcomes[0];
        });
        Assert.Equal((ImportEffect.Failed, null), (outcome.Effect, outcome.IssueId));
        Assert.Equal("Secret", (string)(await server.QueryAsync("ada", "{ issue(id: \"INNER-1\") { title } }"))["issue"]!["title"]!);
    }

    [Fact]
    public async Task Import_of_what_breaks_a_rule_does_not_stop_the_others_and_leaves_no_gap()
    {
        await server.NewTeamAsync("RULES");
        Assert.Equal("Created Failed Failed Failed Failed Created", await ImportAsync("RULES",
            new() { ExternalId = "r1", Title = "One" },
            new() { ExternalId = "r2", Title = " " },
            new() { ExternalId = "r3", Title = "Three", StateName = "Nowhere" },
            new() { ExternalId = "r4", Title = "Four", Priority = 5 },
            new() { ExternalId = "r1", Title = "One again" },
            new() { ExternalId = "r5", Title = "Five" }));
        Assert.Equal("Failed Unchanged", await ImportAsync("RULES",
            new() { ExternalId = "r1", Title = "Changed", Priority = 9 },
            new() { ExternalId = "r5", Title = "Five" }));
        Assert.Equal("RULES-1 RULES-2", string.Join(' ', (await ListAsync("RULES")).Select(issue => (string)issue!["identifier"]!)));
    }

    [Fact]
    public async Task Import_leaves_the_state_to_the_team_that_has_the_issue_now()
    {
        await server.NewTeamAsync("LEFT");
        var other = await server.NewTeamAsync("GOT");
        await ImportAsync("LEFT", new ImportedIssue { ExternalId = "moved", Title = "Moved", StateName = "Todo" });
        var id = (string)(await server.QueryAsync("ada", """{ issue(id: "LEFT-1") { id } }"""))["issue"]!["id"]!;
        await server.MutateAsync("ada", "issueUpdate", new { id, teamId = other }, "issue { id }");
        Assert.Equal("Unchanged", await ImportAsync("LEFT", new ImportedIssue { ExternalId = "moved", Title = "Moved", StateName = "Done" }));
    }

    private Task<string> ImportAsync(string key, params ImportedIssue[] issues) => server.AsSystemAsync(async services =>
    {
        var team = await services.GetRequiredService<ITeamDirectory>().FindByKeyAsync(key, CancellationToken.None);
        await using var write = await services.GetRequiredService<BackendDbContext>().BeginWriteAsync(CancellationToken.None);
        var outcomes = await services.GetRequiredService<IIssueImport>().ImportAsync(team!, "test", issues, CancellationToken.None);
        await write.CommitAsync(CancellationToken.None);
        return string.Join(' ', outcomes.Select(outcome => outcome.Effect));
    });

    private async Task<JsonArray> ListAsync(string key) => (await server.QueryAsync("ada", $$"""
        { issues(filter: { team: { key: { eq: "{{key}}" } } }, sort: [{ number: { direction: ASC } }]) {
            nodes { identifier number createdAt startedAt completedAt state { name } creator { name } externalSource externalId history { nodes { action actor { name } } } } } }
        """))["issues"]!["nodes"]!.AsArray();

    private static string WithoutValues(JsonNode issue)
    {
        foreach (var change in issue["history"]!["nodes"]!.AsArray().SelectMany(entry => entry!["changes"]!.AsArray()))
            change!.AsObject().Remove("to");
        return issue.ToJsonString();
    }
}
