using Microsoft.EntityFrameworkCore;

namespace Backend.IntegrationTests.Migrations;

/// <summary>
/// While nodes are upgraded one after another, those of the previous version work on the new schema: what they read and write
/// is still there, and nothing new is demanded of them.
/// </summary>
public sealed class UpgradeTests : IAsyncLifetime
{
    private readonly MigratedDatabase database = new();

    public async Task InitializeAsync() => await database.MigrateAsync(migrator => migrator.MigrateAsync(CancellationToken.None));

    public async Task DisposeAsync() => await database.DisposeAsync();

    [Fact]
    public async Task Statements_of_every_earlier_version_run_on_the_newest_schema()
    {
        foreach (var (_, model) in database.Models())
        {
            foreach (var table in model.Tables)
            {
                var columns = string.Join(", ", table.Columns.Select(column => column.Name));
                await database.ExecuteAsync($"UPDATE {table.Name} SET {string.Join(", ", table.Columns.Select(column => $"{column.Name} = {column.Name}"))}");
                await database.ExecuteAsync($"INSERT INTO {table.Name} ({columns}) SELECT {columns} FROM {table.Name}");
            }
        }
    }

    [Fact]
    public async Task Nothing_new_is_demanded_of_an_earlier_version()
    {
        foreach (var (_, model) in database.Models())
        {
            foreach (var table in model.Tables)
                Assert.Empty((await database.DemandedColumnsAsync(table.Name)).Except(table.Columns.Select(column => column.Name)));
        }
    }
}
