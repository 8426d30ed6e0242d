using System.CommandLine;
using Backend.Platform.Persistence;
using Spectre.Console;

namespace Backend.Host.Cli;

/// <summary><c>db migrate</c>, <c>rollback</c>, <c>status</c> and <c>script</c>.</summary>
internal static class DatabaseCommands
{
    public static Command Create(IReadOnlyList<string> args) =>
        new("db", "Manage the database.") { Migrate(args), Rollback(args), Status(args), Script(args) };

    private static Command Migrate(IReadOnlyList<string> args)
    {
        var command = new Command("migrate", "Apply the migrations that the database lacks.");
        command.SetAction((_, cancellationToken) => WithMigratorAsync(args, async migrator =>
        {
            var applied = await migrator.MigrateAsync(cancellationToken);
            await Console.Out.WriteLineAsync(applied.Count == 0 ? "The database is up to date." : $"Applied {applied.Count}: {string.Join(", ", applied)}");
        }));
        return command;
    }

    private static Command Rollback(IReadOnlyList<string> args)
    {
        var to = new Option<string>("--to")
        {
            Description = "The last migration that stays, by its name with or without the time; 0 takes all back.",
            Required = true,
        };
        var command = new Command("rollback", "Take back migrations. What only they held is lost: make a backup first.") { to };
        command.SetAction((parsed, cancellationToken) => WithMigratorAsync(args, async migrator =>
        {
            var undone = await migrator.RollbackAsync(parsed.GetRequiredValue(to), cancellationToken);
            await Console.Out.WriteLineAsync(undone.Count == 0 ? "There is nothing to take back." : $"Took back {undone.Count}: {string.Join(", ", undone)}");
        }));
        return command;
    }

    private static Command Status(IReadOnlyList<string> args)
    {
        var command = new Command("status", "Show which migrations the database has.");
        command.SetAction((_, cancellationToken) => WithMigratorAsync(args, async migrator =>
        {
            var table = new Table().AddColumns("migration", "applied");
            foreach (var migration in await migrator.GetStatusAsync(cancellationToken))
                table.AddRow(migration.Name, migration.IsApplied ? "yes" : "no");
            AnsiConsole.Write(table);
        }));
        return command;
    }

    private static Command Script(IReadOnlyList<string> args)
    {
        var idempotent = new Option<bool>("--idempotent") { Description = "For a database that may have some of them already; PostgreSQL only." };
        var command = new Command("script", "Print the migrations as SQL, for those who apply it by hand.") { idempotent };
        command.SetAction((parsed, _) => WithMigratorAsync(args, migrator => Console.Out.WriteLineAsync(migrator.Script(parsed.GetValue(idempotent)))));
        return command;
    }

    private static async Task<int> WithMigratorAsync(IReadOnlyList<string> args, Func<DatabaseMigrator, Task> work)
    {
        await using var app = BackendApplication.Create(args);
        await using var scope = app.Services.CreateAsyncScope();
        try
        {
            await work(scope.ServiceProvider.GetRequiredService<DatabaseMigrator>());
            return 0;
        }
        catch (Exception error) when (error is ArgumentException or NotSupportedException)
        {
            await Console.Error.WriteLineAsync(error.Message);
            return 1;
        }
    }
}
