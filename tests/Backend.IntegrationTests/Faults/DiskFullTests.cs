using System.Data.Common;
using Backend.Platform.Persistence;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace Backend.IntegrationTests.Faults;

/// <summary>The disk that the file of SQLite lies on is full.</summary>
public sealed class DiskFullTests
{
    [SqliteFact]
    public async Task Full_disk_is_unavailable_and_leaves_nothing_half_written()
    {
        var disk = new SmallDisk();
        var server = new BackendServer("Backend:Roles:0=api")
        {
            Configure = services => services.ConfigureDbContext<BackendDbContext>(options => options.AddInterceptors(disk)),
        };
        await server.InitializeAsync();
        try
        {
            using var client = server.Client();
            var team = (await client.QueryAsync("{ team(id: \"ENG\") { id } }")).Text("team.id");
            var before = await StateAsync(client);
            disk.IsFull = true;
            Assert.Equal("UNAVAILABLE", await client.FailAsync(
                "mutation($input: IssueCreateInput!) { issueCreate(input: $input) { issue { id } } }",
                new { input = new { teamId = team, title = "Too much", descriptionMarkdown = new string('x', 200_000) } }));
            // What is there can be read.
            Assert.Equal(before, await StateAsync(client));
            disk.IsFull = false;
            var created = await client.QueryAsync(
                "mutation($input: IssueCreateInput!) { issueCreate(input: $input) { issue { number } } }", new { input = new { teamId = team, title = "Room again" } });
            Assert.Equal(before.Number + 1, created.At("issueCreate.issue.number").GetInt32());
        }
        finally
        {
            await server.DisposeAsync();
        }
    }

    private static async Task<(int Count, int Number, long SyncId)> StateAsync(GraphQLClient client)
    {
        var data = await client.QueryAsync(
            """{ issues(first: 1, filter: { team: { key: { eq: "ENG" } } }, sort: [{ number: { direction: DESC } }]) { totalCount nodes { number } } changes(since: 0, first: 1) { syncId hasMore } }""");
        return (data.At("issues.totalCount").GetInt32(), data.At("issues.nodes.0.number").GetInt32(), data.At("changes.syncId").GetInt64());
    }

    /// <summary>A disk that has room for what is there, and for nothing more.</summary>
    private sealed class SmallDisk : DbCommandInterceptor
    {
        private const long Unlimited = 4_294_967_294;

        public bool IsFull { get; set; }

        public override async ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
        {
            await using var limit = command.Connection!.CreateCommand();
            limit.Transaction = command.Transaction;
            // A limit below what the file has is raised to that by SQLite.
            limit.CommandText = $"PRAGMA max_page_count = {(IsFull ? 1 : Unlimited)}";
            await limit.ExecuteScalarAsync(cancellationToken);
            return result;
        }
    }
}
