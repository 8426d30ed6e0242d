using System.CommandLine;
using Backend.Platform.Persistence;
using Spectre.Console;

namespace Backend.Host.Cli;

/// <summary><c>db migrate</c> and <c>db status</c>.</summary>
internal static class DatabaseCommands
{
    public static Command Create(IReadOnlyList<string> args)
    {
        var migrate = new Command("migrate", "Apply the migrations that the database lacks.");
        migrate.SetAction((_, cancellationToken) => WithMigratorAsync(args, async migrator =>
        {
            var applied = await migrator.MigrateAsync(cancellationToken);
            await Console.Out.WriteLineAsync(applied.Count == 0 ? "The database is up to date." : $"Applied {applied.Count}: {string.Join(", ", applied)}");
        }));
        var status = new Command("status", "Show which migrations the database has.");
        status.SetAction((_, cancellationToken) => WithMigratorAsync(args, async migrator =>
        {
            var table = new Table().AddColumns("migration", "applied");
            foreach (var migration in await migrator.GetStatusAsync(cancellationToken))
                table.AddRow(migration.Name, migration.IsApplied ? "yes" : "no");
            AnsiConsole.Write(table);
        }));
        return new Command("db", "Manage the database.") { migrate, status };
    }

    private static async Task<int> WithMigratorAsync(IReadOnlyList<string> args, Func<DatabaseMigrator, Task> work)
    {
        await using var app = BackendApplication.Create(args);
        await using var scope = app.Services.CreateAsyncScope();
        await work(scope.ServiceProvider.GetRequiredService<DatabaseMigrator>());
        return 0;
    }
}
