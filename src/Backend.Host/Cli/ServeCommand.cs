using System.CommandLine;
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
        var database = app.Services.GetRequiredService<DatabaseStartup>();
        var ready = await database.TryAsync(cancellationToken);
        try
        {
            await app.StartAsync(cancellationToken);
            if (!ready)
                await database.KeepTryingAsync(app.Lifetime.ApplicationStopping);
            await app.WaitForShutdownAsync(cancellationToken);
            return 0;
        }
        catch (OperationCanceledException) when (app.Lifetime.ApplicationStopping.IsCancellationRequested)
        {
            await app.StopAsync(CancellationToken.None);
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
}
