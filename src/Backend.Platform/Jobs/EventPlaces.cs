using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Backend.Platform.Jobs;

/// <summary>
/// On a node without workers: gives handlers that are new their place in the log when the node starts, so that what it changes
/// before the first worker comes is handled too.
/// </summary>
internal sealed class EventPlaces(IServiceScopeFactory scopes, TimeProvider clock) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // The host's start must not wait for the database.
        await Task.Yield();
        while (!await TryAsync(stoppingToken))
            await Task.Delay(Pause, clock, stoppingToken);
    }

    private async Task<bool> TryAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<EventDispatcher>().PrepareAsync(cancellationToken);
            return true;
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            // The database is away or has not been migrated: whoever waits for it says so.
            return false;
        }
    }
}
