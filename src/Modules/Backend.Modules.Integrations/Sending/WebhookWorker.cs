using Backend.Modules.Integrations.Deliveries;
using Backend.Modules.Integrations.HandOver;
using Backend.Modules.Integrations.Webhooks;
using Backend.Platform.Jobs;
using Backend.Platform.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Backend.Modules.Integrations.Sending;

/// <summary>A worker's part in webhooks: hands changes over, and has a sender for each endpoint for which something is due.</summary>
internal sealed partial class WebhookWorker(
    IServiceScopeFactory scopes, EndpointLeases leases, EndpointSender sender, WebhookSignal signal, JobSignal changes, IOptions<WebhookOptions> options,
    IOptions<JobOptions> jobs, TimeProvider clock, ILogger<WebhookWorker> logger) : BackgroundService
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan MeasureInterval = TimeSpan.FromSeconds(15);

    private readonly Dictionary<EndpointKey, Task<bool>> senders = [];
    private long measured;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // The host's start must not wait for the database.
        await Task.Yield();
        // What is under way may end in the first half of the time that a node has to stop; then it is left.
        using var stopped = new CancellationTokenSource();
        await using var half = stoppingToken.Register(() => stopped.CancelAfter(jobs.Value.ShutdownTimeout / 2));
        try
        {
            await Task.WhenAll(
                RepeatAsync(changes.WaitAsync, () => HandOverAsync(stoppingToken), stoppingToken),
                RepeatAsync(signal.WaitAsync, () => SendAsync(stoppingToken, stopped.Token), stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The node stops.
        }
        finally
        {
            await Task.WhenAll(senders.Values);
        }
    }

    private async Task<bool> HandOverAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<WebhookHandOver>().RunAsync(cancellationToken);
    }

    private async Task<bool> SendAsync(CancellationToken stopping, CancellationToken stopped)
    {
        foreach (var (key, _) in senders.Where(one => one.Value.IsCompleted).ToArray())
            senders.Remove(key);
        if (senders.Count < options.Value.Endpoints)
        {
            foreach (var key in (await leases.FindAsync(stopping)).Where(key => !senders.ContainsKey(key)).Take(options.Value.Endpoints - senders.Count))
            {
                // Not on this thread: on SQLite it would be kept while the database is asked.
                senders[key] = Task.Run(() => sender.RunAsync(key, stopping, stopped), CancellationToken.None);
                _ = WakeAfterAsync(senders[key]);
            }
        }

        if (WebhookTelemetry.IsCollected && clock.GetElapsedTime(measured) > MeasureInterval)
            await MeasureAsync(stopping);
        return false;
    }

    // What came between a sender's last look and its end is seen at once; where it had nothing to send, that would go round and round.
    private async Task WakeAfterAsync(Task<bool> sending)
    {
        if (await sending)
            signal.Notify();
    }

    private async Task MeasureAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<BackendDbContext>();
        var now = await db.NowAsync(clock, cancellationToken);
        var due = db.WebhookDeliveries.Where(delivery => delivery.Status == WebhookDeliveryStatus.Pending && delivery.NextAttemptAt <= now);
        var oldest = await due.MinAsync(delivery => (DateTimeOffset?)delivery.NextAttemptAt, cancellationToken);
        WebhookTelemetry.Waiting(now - (oldest ?? now), await due.LongCountAsync(cancellationToken));
        measured = clock.GetTimestamp();
    }

    // Woken, or after a second; a database that is away is waited for.
    private async Task RepeatAsync(Func<Task> wake, Func<Task<bool>> work, CancellationToken cancellationToken)
    {
        for (var failures = 0; ;)
        {
            // Taken before looking: what comes in between is not missed.
            var woken = wake();
            var more = false;
            try
            {
                more = await work();
                failures = 0;
            }
            catch (Exception error) when (!cancellationToken.IsCancellationRequested)
            {
                // Said once, not every second.
                if (failures++ == 0)
                    LogFailed(logger, error);
                woken = Task.Delay(PollInterval, clock, cancellationToken);
            }

            if (!more)
                await Task.WhenAny(woken, Task.Delay(PollInterval, clock, cancellationToken));
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    [LoggerMessage(4942, LogLevel.Warning, "Webhooks cannot be worked on right now; it is tried again every second")]
    private static partial void LogFailed(ILogger logger, Exception error);
}
