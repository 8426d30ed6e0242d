using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Backend.IntegrationTests.Faults;
using Backend.Platform.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Backend.IntegrationTests.Replicas;

/// <summary>Queries that read from a real streaming replica, which is told when to apply what it gets.</summary>
public sealed class ReplicaTests
{
    [ReplicaFact]
    public async Task Query_reads_from_the_replica_unless_the_caller_knows_of_more()
    {
        await using var server = await ReplicaServer.StartAsync(TestReplica.Server!);
        using var writer = server.Client("ada");
        using var other = server.Client("linus");
        long place;
        await using (await TestReplica.PauseAsync())
        {
            place = await ReplicaServer.WriteAsync(writer, "Written");
            using var told = server.Client("linus", place);
            using var toldOfBefore = server.Client("linus", place - 1);

            Assert.Equal((false, true), await server.LookAsync(other, "Written"));
            Assert.Equal((false, true), await server.LookAsync(toldOfBefore, "Written"));
            Assert.Equal((true, false), await server.LookAsync(told, "Written"));
            Assert.Equal((true, false), await server.LookAsync(writer, "Written"));
        }

        using var toldLater = server.Client("grace", place);
        await Eventually.TrueAsync(async () => await server.LookAsync(writer, "Written") == (true, true));
        Assert.Equal((true, true), await server.LookAsync(toldLater, "Written"));
        Assert.Equal((true, true), await server.LookAsync(other, "Written"));
    }

    [ReplicaFact]
    public async Task Replica_that_is_behind_or_back_is_noticed_and_nobody_sees_an_error()
    {
        await using var server = await ReplicaServer.StartAsync(TestReplica.Server!, maxLagSeconds: 1);
        using var writer = server.Client("ada");
        using var other = server.Client("linus");
        await using (await TestReplica.PauseAsync())
        {
            await ReplicaServer.WriteAsync(writer, "Behind");
            await Eventually.TrueAsync(async () => (await server.HealthAsync()).Replica == "Degraded");
            var health = await server.HealthAsync();
            Assert.Equal(HttpStatusCode.OK, health.Status);
            Assert.Contains("behind", health.Problem, StringComparison.Ordinal);
            Assert.Equal((true, false), await server.LookAsync(other, "Behind"));
        }

        await Eventually.TrueAsync(async () => (await server.HealthAsync()).Replica == "Healthy");
        await Eventually.TrueAsync(async () => await server.LookAsync(other, "Behind") == (true, true));
    }

    [ReplicaFact]
    public async Task Replica_that_goes_away_costs_no_query_and_is_used_again_when_it_is_back()
    {
        var address = new NpgsqlConnectionStringBuilder(TestReplica.Server);
        await using var proxy = new TcpProxy(address.Host!, address.Port);
        await using var server = await ReplicaServer.StartAsync(new NpgsqlConnectionStringBuilder(TestReplica.Server) { Port = proxy.Port }.ConnectionString);
        using var client = server.Client("linus");
        Assert.Equal((false, true), await server.LookAsync(client, "Away"));

        proxy.Cut();
        for (var round = 0; round < 20; round++)
            Assert.False((await server.LookAsync(client, "Away")).Sees);
        await Eventually.TrueAsync(async () => (await server.HealthAsync()).Replica == "Degraded");
        Assert.Equal(HttpStatusCode.OK, (await server.HealthAsync()).Status);
        Assert.Equal((false, false), await server.LookAsync(client, "Away"));

        proxy.Restore();
        await Eventually.TrueAsync(async () => (await server.LookAsync(client, "Away")).AsksReplica);
    }

    [ReplicaFact]
    public async Task Server_that_is_no_replica_is_not_asked()
    {
        await using var server = await ReplicaServer.StartAsync(TestDatabase.Server!, waits: false);
        await Eventually.TrueAsync(async () => (await server.HealthAsync()).Problem?.Contains("no replica", StringComparison.Ordinal) == true);
        using var client = server.Client("linus");
        Assert.Equal((false, false), await server.LookAsync(client, "Nothing"));
    }

    [ReplicaFact]
    public async Task Change_feed_is_read_where_it_has_come_to()
    {
        await using var server = await ReplicaServer.StartAsync(TestReplica.Server!);
        using var writer = server.Client("ada");
        using var other = server.Client("linus");
        await using (await TestReplica.PauseAsync())
        {
            var place = await ReplicaServer.WriteAsync(writer, "Fed");
            const string Changes = "query($since: SyncId!) { changes(since: $since) { syncId nodes { syncId } } }";
            Assert.Equal(place, (await other.QueryAsync(Changes, new { since = place })).At("changes.syncId").GetInt64());
            Assert.Equal("CURSOR_AHEAD", await other.FailAsync(Changes, new { since = place + 100_000 }));
            // Being asked for more than it has is not a failure of the replica.
            Assert.True((await server.LookAsync(other, "Fed")).AsksReplica);
        }
    }

    [ReplicaFact]
    public async Task Replica_without_the_newest_schema_costs_no_query()
    {
        await using var server = await ReplicaServer.StartAsync(TestReplica.Server!);
        using var client = server.Client("linus");
        await using var scope = server.Server.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<BackendDbContext>();
        await db.Database.ExecuteSqlAsync($"ALTER TABLE tracking_issues RENAME TO tracking_issues_before");
        await using (await TestReplica.PauseAsync())
        {
            await db.Database.ExecuteSqlAsync($"ALTER TABLE tracking_issues_before RENAME TO tracking_issues");
            Assert.False((await server.LookAsync(client, "Nothing")).Sees);
            Assert.Equal("Healthy", (await server.HealthAsync()).Replica);
        }
    }

    [ReplicaFact]
    public async Task Replica_takes_no_write_by_any_way()
    {
        await using var server = await ReplicaServer.StartAsync(TestReplica.Server!);
        await using var scope = server.Server.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<DatabaseScope>().UsesReplica = true;
        var db = scope.ServiceProvider.GetRequiredService<BackendDbContext>();
        await Assert.ThrowsAsync<InvalidOperationException>(() => db.BeginWriteAsync(CancellationToken.None));
        await Assert.ThrowsAsync<InvalidOperationException>(() => db.SaveChangesAsync());
        var refused = await Assert.ThrowsAsync<PostgresException>(() => db.Database.ExecuteSqlAsync($"UPDATE workspaces_workspaces SET slug = slug"));
        Assert.Equal(PostgresErrorCodes.ReadOnlySqlTransaction, refused.SqlState);
    }

    [Fact]
    public async Task Header_that_is_no_sync_id_is_refused()
    {
        var server = new BackendServer("Backend:Database:StatementTimeoutSeconds=20");
        await server.InitializeAsync();
        try
        {
            using var client = server.Client();
            client.Http.DefaultRequestHeaders.Add("Backend-Sync-Id", "soon");
            using var response = await client.Http.PostAsJsonAsync("/graphql", new { query = "{ viewer { name } }" });
            Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
            var error = (await response.Content.ReadFromJsonAsync<JsonElement>()).At("errors.0");
            Assert.Equal("BAD_REQUEST", error.Text("extensions.code"));
            Assert.Contains("Backend-Sync-Id", error.Text("message"), StringComparison.Ordinal);
        }
        finally
        {
            await server.DisposeAsync();
        }
    }
}
