using Backend.Host;
using Backend.Host.Cli;
using Backend.Modules.Notifications;
using Backend.Platform.Jobs;
using Backend.Platform.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Backend.IntegrationTests;

/// <summary>
/// A database that is migrated and seeded once, by the product, and copied for each server under test: hundreds of servers would
/// spend more time on that than on tests. That migrations and seeds do what they should is the matter of tests of their own.
/// </summary>
internal sealed class SeededTemplate
{
    private const string FileName = "template.db";
    private const string CopyName = "backend.db";

    private static readonly Lazy<Task<SeededTemplate>> Known = new(CreateAsync);

    private readonly TestDatabase database;
    private readonly string folder;

    private SeededTemplate(TestDatabase database, string folder) => (this.database, this.folder) = (database, folder);

    /// <summary>Makes a server's database a copy, unless another node has brought it.</summary>
    /// <param name="configuration">Names the database on PostgreSQL, or else the folder of its file.</param>
    public static async Task CopyAsync(IConfiguration configuration)
    {
        var template = await Known.Value;
        if (configuration.GetConnectionString("Database") is { Length: > 0 } copy)
        {
            await template.CopyAsync(new NpgsqlConnectionStringBuilder(copy).Database!);
            return;
        }

        var file = Path.Combine(configuration["Backend:DataDirectory"]!, CopyName);
        if (!File.Exists(file))
            File.Copy(Path.Combine(template.folder, FileName), file);
    }

    private async Task CopyAsync(string name)
    {
        await using var server = new NpgsqlConnection(TestDatabase.Server);
        await server.OpenAsync();
        await using var create = server.CreateCommand();
        create.CommandText = $"CREATE DATABASE \"{name}\" TEMPLATE \"{database.Name}\" STRATEGY FILE_COPY";
        try
        {
            await create.ExecuteNonQueryAsync();
        }
        catch (PostgresException known) when (known.SqlState == PostgresErrorCodes.DuplicateDatabase)
        {
            // The other node's.
        }
    }

    private static async Task<SeededTemplate> CreateAsync()
    {
        var (database, folder) = (TestDatabase.Create(), Directory.CreateTempSubdirectory("backend-template-").FullName);
        await using (var app = BackendApplication.Create(
            ["--environment=Development", "--urls=http://127.0.0.1:0", $"--Backend:DataDirectory={folder}", $"--ConnectionStrings:Database={database.ConnectionString}",
             "--Logging:LogLevel:Default=Warning"]))
        {
            await using (var scope = app.Services.CreateAsyncScope())
                await scope.ServiceProvider.GetRequiredService<DatabaseMigrator>().MigrateAsync(CancellationToken.None);
            await app.StartAsync();
            await Seeding.RunAsync(app.Services, progress: null, CancellationToken.None);
            // What the seed sets off is done once too.
            await Replicas.Eventually.TrueAsync(() => IsHandledAsync(app.Services));
            await app.StopAsync();
            await using var ended = app.Services.CreateAsyncScope();
            var db = ended.ServiceProvider.GetRequiredService<BackendDbContext>();
            // Keys are a server's own: it may encrypt them otherwise.
            await db.Database.ExecuteSqlAsync($"DELETE FROM platform_data_protection_keys");
            // What the demo data set off would be due some minutes later, and is no test's matter.
            await db.EmailDeliveries.IgnoreQueryFilters().ExecuteDeleteAsync();
            // One file with everything: what was written last is beside the database's own as long as anybody has it open.
            if (database.Name is null)
                await db.Database.ExecuteSqlAsync($"VACUUM INTO {Path.Combine(folder, FileName)}");
        }

        // Nobody may be connected to what is copied.
        NpgsqlConnection.ClearAllPools();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        return new SeededTemplate(database, folder);
    }

    private static async Task<bool> IsHandledAsync(IServiceProvider services)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<BackendDbContext>();
        var written = await db.PlatformEvents.IgnoreQueryFilters().MaxAsync(change => change.Sequence);
        // Each handler has a row of no workspace from when it was first there.
        var handlers = await CountAsync($"SELECT COUNT(*) AS \"Value\" FROM platform_event_positions WHERE workspace_id = {Guid.Empty}");
        return handlers > 0 && handlers == await CountAsync($"SELECT COUNT(*) AS \"Value\" FROM platform_event_positions WHERE position = {written}")
            && !await db.Set<Job>().IgnoreQueryFilters().AnyAsync(job => job.Status == JobStatus.Queued || job.Status == JobStatus.Running);

        Task<long> CountAsync(FormattableString sql) => db.Database.SqlQuery<long>(sql).SingleAsync();
    }
}
