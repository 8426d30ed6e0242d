using Backend.Host.Cli;
using Backend.Platform.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Backend.IntegrationTests.Migrations;

/// <summary>Migrations go up, come down, and leave nothing half-done.</summary>
public sealed class MigrationTests : IAsyncLifetime
{
    private readonly MigratedDatabase database = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await database.DisposeAsync();

    [Fact]
    public async Task Names_say_when_and_which_module_and_what()
    {
        var names = (await database.MigrateAsync(migrator => migrator.GetStatusAsync(CancellationToken.None))).Select(migration => migration.Name).ToArray();
        Assert.NotEmpty(names);
        Assert.All(names, name => Assert.Matches("^[0-9]{14}_[A-Z][A-Za-z]+_[A-Z][A-Za-z0-9]+$", name));
        Assert.Equal(names.Order(StringComparer.Ordinal), names);
    }

    [Fact]
    public async Task Every_migration_comes_down_and_goes_up_again_and_keeps_the_rows_that_it_can()
    {
        await UpAsync();
        await Seeding.RunAsync(database.Services, progress: null, CancellationToken.None);
        var all = await AppliedAsync();
        var (issues, teams) = (await CountIssuesAsync(), await CountTeamsAsync());
        Assert.True(issues > 0 && teams > 0);
        // Each but the first, without which there are no rows.
        for (var last = all.Length - 2; last >= 0; last--)
        {
            await database.MigrateAsync(migrator => migrator.RollbackAsync(all[last], CancellationToken.None));
            Assert.Equal(all[..(last + 1)], await AppliedAsync());
            await UpAsync();
            Assert.Equal(all, await AppliedAsync());
            // A table that SQLite makes anew to be rid of a column must not take along what refers to it.
            Assert.Equal((issues, teams), (await CountIssuesAsync(), await CountTeamsAsync()));
        }

        await database.MigrateAsync(migrator => migrator.RollbackAsync("0", CancellationToken.None));
        Assert.Empty(await database.TablesAsync());
        await UpAsync();
        Assert.Equal(0, await CountIssuesAsync());
    }

    [Fact]
    public async Task Rollback_to_a_name_that_is_not_there_is_refused()
    {
        await UpAsync();
        await Assert.ThrowsAsync<ArgumentException>(() => database.MigrateAsync(migrator => migrator.RollbackAsync("Nobody_MadeThis", CancellationToken.None)));
        // Without its time, as people remember it.
        Assert.Equal((await AppliedAsync())[1..].Reverse(), await database.MigrateAsync(migrator => migrator.RollbackAsync("Platform_CreateSchema", CancellationToken.None)));
    }

    [Fact]
    public async Task Of_three_nodes_that_start_at_once_one_migrates()
    {
        IServiceProvider[] nodes = [database.AddNode(), database.AddNode(), database.AddNode()];
        var applied = await Task.WhenAll(nodes.Select(async node =>
        {
            await using var scope = node.CreateAsyncScope();
            return await scope.ServiceProvider.GetRequiredService<DatabaseMigrator>().MigrateAsync(CancellationToken.None);
        }));
        Assert.Single(applied, names => names.Count > 0);
        Assert.Equal(applied.Max(names => names.Count), (await AppliedAsync()).Length);
    }

    [Fact]
    public async Task Migration_that_fails_half_way_leaves_nothing()
    {
        await database.MigrateAsync(migrator => migrator.GetStatusAsync(CancellationToken.None));
        // The first migration makes tables in the order of their names: this one is in its way when most are made.
        await database.ExecuteAsync("CREATE TABLE workspaces_workspaces (in_the_way INTEGER)");
        await Assert.ThrowsAnyAsync<Exception>(UpAsync);
        Assert.Equal(["workspaces_workspaces"], await database.TablesAsync());
        Assert.Empty(await AppliedAsync());

        await database.ExecuteAsync("DROP TABLE workspaces_workspaces");
        await UpAsync();
        Assert.NotEmpty(await AppliedAsync());
    }

    [Fact]
    public async Task Script_holds_every_table()
    {
        await UpAsync();
        var script = await database.MigrateAsync(migrator => Task.FromResult(migrator.Script(idempotent: false)));
        Assert.All(await database.TablesAsync(), table => Assert.Contains(table, script, StringComparison.Ordinal));
        if (TestDatabase.Server is null)
            await Assert.ThrowsAsync<NotSupportedException>(() => database.MigrateAsync(migrator => Task.FromResult(migrator.Script(idempotent: true))));
        else
            Assert.Contains("IF NOT EXISTS", await database.MigrateAsync(migrator => Task.FromResult(migrator.Script(idempotent: true))), StringComparison.Ordinal);
    }

    private Task<IReadOnlyList<string>> UpAsync() => database.MigrateAsync(migrator => migrator.MigrateAsync(CancellationToken.None));

    private async Task<string[]> AppliedAsync() =>
        [.. (await database.MigrateAsync(migrator => migrator.GetStatusAsync(CancellationToken.None))).Where(migration => migration.IsApplied).Select(migration => migration.Name)];

    private Task<int> CountTeamsAsync() =>
        database.UseAsync(db => db.Database.SqlQueryRaw<int>("SELECT CAST(count(*) AS INTEGER) AS \"Value\" FROM workspaces_team_memberships").SingleAsync());

    private Task<int> CountIssuesAsync() =>
        database.UseAsync(db => db.Database.SqlQueryRaw<int>("SELECT CAST(count(*) AS INTEGER) AS \"Value\" FROM tracking_issues").SingleAsync());
}
