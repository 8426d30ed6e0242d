using System.CommandLine;
using Backend.Platform.Persistence;
using Microsoft.Extensions.Options;

namespace Backend.Host.Cli;

/// <summary><c>serve</c>, the default: brings the database up to date and answers requests.</summary>
internal static class ServeCommand
{
    public static Command Create(IReadOnlyList<string> args)
    {
        var command = new Command("serve", "Bring the database up to date and answer requests (the default).");
        command.SetAction((_, cancellationToken) => RunAsync(args, cancellationToken));
        return command;
    }

    public static async Task<int> RunAsync(IReadOnlyList<string> args, CancellationToken cancellationToken)
    {
        await using var app = BackendApplication.Create(args);
        var isNew = await MigrateAsync(app.Services, cancellationToken);
        if (isNew && app.Environment.IsDevelopment())
            await Seeding.RunAsync(app.Services, progress: null, cancellationToken);
        try
        {
            await app.RunAsync(cancellationToken);
            return 0;
        }
        catch (OptionsValidationException error)
        {
            // The message names the key and the fix; a stack trace would bury it.
            foreach (var failure in error.Failures)
                await Console.Error.WriteLineAsync(failure);
            return 1;
        }
    }

    private static async Task<bool> MigrateAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        await using var scope = services.CreateAsyncScope();
        var migrator = scope.ServiceProvider.GetRequiredService<DatabaseMigrator>();
        var isNew = (await migrator.GetStatusAsync(cancellationToken)).All(migration => !migration.IsApplied);
        await migrator.MigrateAsync(cancellationToken);
        return isNew;
    }
}
