using Backend.Host;
using Backend.Platform.Persistence;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Backend.IntegrationTests;

/// <summary>
/// A database that is migrated once, by the product, and copied for each server under test: hundreds of servers would spend more
/// time on migrations than on tests. That migrations do what they should is the matter of tests of their own.
/// </summary>
internal sealed class MigratedTemplate
{
    private const string FileName = "backend.db";

    private static readonly Lazy<Task<MigratedTemplate>> Known = new(CreateAsync);

    private readonly TestDatabase database;
    private readonly string folder;

    private MigratedTemplate(TestDatabase database, string folder) => (this.database, this.folder) = (database, folder);

    /// <summary>Makes a server's database a copy.</summary>
    /// <param name="copy">The database, which is not there yet.</param>
    /// <param name="dataDirectory">The server's data folder, for a file of SQLite.</param>
    public static async Task CopyAsync(TestDatabase copy, string dataDirectory)
    {
        var template = await Known.Value;
        if (template.database.Name is not { } name)
        {
            File.Copy(Path.Combine(template.folder, FileName), Path.Combine(dataDirectory, FileName));
            return;
        }

        await using var server = new NpgsqlConnection(TestDatabase.Server);
        await server.OpenAsync();
        await using var create = server.CreateCommand();
        create.CommandText = $"CREATE DATABASE \"{copy.Name}\" TEMPLATE \"{name}\"";
        await create.ExecuteNonQueryAsync();
    }

    private static async Task<MigratedTemplate> CreateAsync()
    {
        var (database, folder) = (TestDatabase.Create(), Directory.CreateTempSubdirectory("backend-template-").FullName);
        await using (var app = BackendApplication.Create(
            ["--environment=Development", $"--Backend:DataDirectory={folder}", $"--ConnectionStrings:Database={database.ConnectionString}", "--Logging:LogLevel:Default=Warning"]))
        {
            await using var scope = app.Services.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<DatabaseMigrator>().MigrateAsync(CancellationToken.None);
        }

        // Nobody may be connected to what is copied.
        NpgsqlConnection.ClearAllPools();
        SqliteConnection.ClearAllPools();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        return new MigratedTemplate(database, folder);
    }
}
