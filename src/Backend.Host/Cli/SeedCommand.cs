using System.CommandLine;
using Backend.Contracts.Tracking;
using Backend.Platform.Persistence;
using Spectre.Console;

namespace Backend.Host.Cli;

/// <summary><c>seed</c>: the demo workspace. Repeating it changes nothing.</summary>
internal static class SeedCommand
{
    public static Command Create(IReadOnlyList<string> args)
    {
        var issues = new Option<int>("--issues") { Description = "Add issues until the workspace has so many, to see how it behaves with them." };
        issues.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 0 or > 10_000_000)
                result.AddError("--issues takes a number from 0 to 10000000.");
        });
        var command = new Command("seed", "Bring the demo workspace: people, teams, issues and comments. Repeating it changes nothing.") { issues };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var app = BackendApplication.Create(args);
            await using (var scope = app.Services.CreateAsyncScope())
                await scope.ServiceProvider.GetRequiredService<DatabaseMigrator>().MigrateAsync(cancellationToken);
            await AnsiConsole.Status().StartAsync("Seeding the demo workspace", status => RunAsync(
                app.Services, parsed.GetValue(issues), new Progress<int>(count => status.Status($"Seeding the demo workspace ({count})")), cancellationToken));
            await Console.Out.WriteLineAsync("The workspace 'demo' is there.");
            return 0;
        });
        return command;
    }

    private static async Task RunAsync(IServiceProvider services, int issues, IProgress<int> progress, CancellationToken cancellationToken)
    {
        await Seeding.RunAsync(services, progress, cancellationToken);
        if (issues == 0)
            return;
        await using var scope = services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<IDemoVolume>().FillAsync(issues, progress, cancellationToken);
    }
}
