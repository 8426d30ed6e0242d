using Backend.Modules.Notifications.Mail.Smtp;
using Backend.Platform.Jobs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Backend.Modules.Notifications.Mail.Sending;

/// <summary>
/// Sends mail that is due, on nodes that work: some lanes, each with a connection of its own, so that a mail that takes its time
/// holds up no other. Only one of them looks for work by itself; it wakes the others.
/// </summary>
internal sealed partial class MailSender(
    NodeRoles roles, MailSignal signal, SmtpServer server, IServiceScopeFactory scopes, IOptions<MailOptions> options, TimeProvider clock, ILogger<MailSender> logger)
    : BackgroundService
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!roles.IsWorker)
            return;
        // The host's start must not wait for the first look.
        await Task.Yield();
        var lanes = options.Value.IsOn ? options.Value.MaxConnections : 1;
        await Task.WhenAll(Enumerable.Range(0, lanes).Select(lane => RunLaneAsync(lane == 0, stoppingToken)));
    }

    private async Task RunLaneAsync(bool looks, CancellationToken cancellationToken)
    {
        var failures = 0;
        while (!cancellationToken.IsCancellationRequested)
        {
            // Taken before looking: what is added in between is not missed.
            var wake = signal.WaitAsync();
            try
            {
                await DrainAsync(looks, cancellationToken);
                failures = 0;
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception error)
            {
                // Said once, not every second while the database is away.
                if (failures++ == 0)
                    LogFailed(logger, error);
                looks = looks || failures > 0;
            }

            try
            {
                if (looks)
                    await Task.WhenAny(wake, Task.Delay(PollInterval, clock, cancellationToken));
                else
                    await wake.WaitAsync(cancellationToken);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    // A batch at a time, until there is none.
    private async Task DrainAsync(bool looks, CancellationToken cancellationToken)
    {
        for (var isFirst = true; ; isFirst = false)
        {
            if (options.Value.IsOn && !server.IsCalled)
                return;
            await using var scope = scopes.CreateAsyncScope();
            var leases = scope.ServiceProvider.GetRequiredService<MailLeases>();
            if (!options.Value.IsOn)
            {
                await leases.SkipAllAsync(cancellationToken);
                return;
            }

            var batch = await leases.TakeAsync(looks && isFirst, cancellationToken);
            if (batch.Deliveries.Count == 0)
                return;
            if (looks && isFirst)
                signal.Notify();
            await scope.ServiceProvider.GetRequiredService<MailBatch>().SendAsync(batch, cancellationToken);
        }
    }

    [LoggerMessage(4951, LogLevel.Warning, "Mail cannot be sent right now; it is tried again")]
    private static partial void LogFailed(ILogger logger, Exception error);
}
