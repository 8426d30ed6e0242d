using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Backend.Platform.Retention;

/// <summary>Runs <see cref="RetentionWork"/> every hour. Nodes that run it at once take turns at each workspace's horizon.</summary>
internal sealed partial class RetentionService(IServiceScopeFactory scopes, TimeProvider clock, ILogger<RetentionService> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                var (changes, keys) = await scope.ServiceProvider.GetRequiredService<RetentionWork>().RunAsync(stoppingToken);
                if (changes + keys > 0)
                    LogPurged(logger, changes, keys);
            }
            catch (Exception error) when (!stoppingToken.IsCancellationRequested)
            {
                // The next hour tries again; nothing depends on how soon it is.
                LogFailed(logger, error);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Purged {Changes} changes and {Keys} idempotency keys")]
    private static partial void LogPurged(ILogger logger, int changes, int keys);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Purging failed; it is tried again in an hour")]
    private static partial void LogFailed(ILogger logger, Exception error);
}
