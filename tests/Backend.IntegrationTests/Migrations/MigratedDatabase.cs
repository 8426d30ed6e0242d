using Backend.Host;
using Backend.Platform.Persistence;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.DependencyInjection;

namespace Backend.IntegrationTests.Migrations;

/// <summary>A database of its own, on which migrations are tried; nobody serves it.</summary>
internal sealed class MigratedDatabase : IAsyncDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("backend-migrations-").FullName;
    private readonly TestDatabase database = TestDatabase.Create();
    private readonly List<WebApplication> nodes = [];

    /// <summary>The services of one node more on this database.</summary>
    public IServiceProvider AddNode()
    {
        nodes.Add(BackendApplication.Create(
            ["--environment=Development", "--urls=http://127.0.0.1:0", $"--Backend:DataDirectory={folder}",
             $"--ConnectionStrings:Database={database.ConnectionString}", "--Logging:LogLevel:Default=None"]));
        return nodes[^1].Services;
    }

    public IServiceProvider Services => nodes.Count > 0 ? nodes[0].Services : AddNode();

    public async Task<T> MigrateAsync<T>(Func<DatabaseMigrator, Task<T>> work)
    {
        await using var scope = Services.CreateAsyncScope();
        return await work(scope.ServiceProvider.GetRequiredService<DatabaseMigrator>());
    }

    public async Task<T> UseAsync<T>(Func<BackendDbContext, Task<T>> work)
    {
        await using var scope = Services.CreateAsyncScope();
        return await work(scope.ServiceProvider.GetRequiredService<BackendDbContext>());
    }

    /// <summary>Runs a statement as an operator would.</summary>
    public Task<int> ExecuteAsync(string sql) => UseAsync(db => db.Database.ExecuteSqlRawAsync(sql));

    /// <summary>The tables that are there, EF Core's own left out.</summary>
    public Task<List<string>> TablesAsync() => UseAsync(db => db.Database.SqlQueryRaw<string>(db.Database.IsSqlite()
        ? "SELECT name AS \"Value\" FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '__EF%' AND name NOT LIKE 'sqlite_%' ORDER BY name"
        : "SELECT table_name AS \"Value\" FROM information_schema.tables WHERE table_schema = 'public' AND table_name NOT LIKE '__EF%' ORDER BY table_name COLLATE \"C\"")
        .ToListAsync());

    /// <summary>The columns of a table that somebody who does not know them cannot leave out.</summary>
    public Task<List<string>> DemandedColumnsAsync(string table) => UseAsync(db => db.Database.SqlQueryRaw<string>(db.Database.IsSqlite()
        ? $"SELECT name AS \"Value\" FROM pragma_table_info('{table}') WHERE \"notnull\" = 1 AND dflt_value IS NULL"
        : $"SELECT column_name AS \"Value\" FROM information_schema.columns WHERE table_schema = 'public' AND table_name = '{table}' AND is_nullable = 'NO' AND column_default IS NULL")
        .ToListAsync());

    /// <summary>The model that each migration led to, the first one first.</summary>
    public IReadOnlyList<(string Name, IRelationalModel Model)> Models()
    {
        using var scope = Services.CreateScope();
        var db = scope.ServiceProvider.GetRequiredService<BackendDbContext>();
        var migrations = db.GetService<IMigrationsAssembly>();
        var initializer = db.GetService<IModelRuntimeInitializer>();
        return [.. migrations.Migrations.Select(pair => (
            pair.Key,
            initializer.Initialize(migrations.CreateMigration(pair.Value, db.Database.ProviderName!).TargetModel, designTime: true).GetRelationalModel()))];
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var node in nodes)
            await node.DisposeAsync();
        await database.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }
}
