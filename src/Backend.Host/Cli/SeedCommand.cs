using System.CommandLine;
using Backend.Platform.Persistence;
using Spectre.Console;

namespace Backend.Host.Cli;

/// <summary><c>seed</c>: the demo workspace. Repeating it changes nothing.</summary>
internal static class SeedCommand
{
    public static Command Create(IReadOnlyList<string> args)
    {
        var command = new Command("seed", "Bring the demo workspace: people, teams, issues and comments. Repeating it changes nothing.");
        command.SetAction(async (_, cancellationToken) =>
        {
            await using var app = BackendApplication.Create(args);
            await using (var scope = app.Services.CreateAsyncScope())
                await scope.ServiceProvider.GetRequiredService<DatabaseMigrator>().MigrateAsync(cancellationToken);
            await AnsiConsole.Status().StartAsync("Seeding the demo workspace", status =>
                Seeding.RunAsync(app.Services, new Progress<int>(count => status.Status($"Seeding the demo workspace ({count})")), cancellationToken));
            await Console.Out.WriteLineAsync("The workspace 'demo' is there.");
            return 0;
        });
        return command;
    }
}
