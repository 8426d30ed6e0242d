using Backend.Platform.Persistence;
using Hangfire;
using Hangfire.AspNetCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Backend.Platform.Jobs;

/// <summary>
/// A worker's part of a node: Hangfire's servers, one per queue, and the dispatcher that feeds them. A database that is away
/// is waited for.
/// </summary>
internal sealed partial class JobServers(
    IServiceProvider services, IServiceScopeFactory scopes, JobSignal signal, IEnumerable<RecurringDefinition> recurring,
    PersistenceOptions persistence, IOptions<JobOptions> options, TimeProvider clock, ILogger<JobServers> logger) : BackgroundService
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var servers = new List<BackgroundJobServer>();
        try
        {
            // Hangfire's first calls take a while and some of them block: the host's start must not wait for them.
            await Task.Yield();
            await UntilItSucceedsAsync(
                async () =>
                {
                    await PrepareAsync(stoppingToken);
                    servers.AddRange(StartServers());
                },
                stoppingToken);
            await DispatchAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The node stops.
        }
        finally
        {
            // Each waits for its jobs: all at once, so that the node needs no longer than the slowest of them.
            await Task.WhenAll(servers.Select(server => Task.Run(server.Dispose)));
        }
    }

    private async Task PrepareAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<EventDispatcher>().PrepareAsync(cancellationToken);
        if (persistence.Database.Provider == DatabaseProvider.Sqlite)
            await scope.ServiceProvider.GetRequiredService<JobDispatcher>().ForgetHandOversAsync(cancellationToken);
    }

    private List<BackgroundJobServer> StartServers()
    {
        var storage = services.GetRequiredService<JobStorage>();
        var scheduler = services.GetRequiredService<IRecurringJobManager>();
        foreach (var work in recurring)
        {
            scheduler.AddOrUpdate<RecurringRunner>(
                work.Name, runner => runner.RunAsync(work.Name, CancellationToken.None), work.Cron,
                new RecurringJobOptions { TimeZone = work.TimeZone, MisfireHandling = MisfireHandlingMode.Relaxed });
        }

        var started = new List<BackgroundJobServer>();
        foreach (var queue in JobQueues.All.Where(queue => options.Value.Workers.GetValueOrDefault(queue) > 0))
        {
            started.Add(new BackgroundJobServer(
                new BackgroundJobServerOptions
                {
                    ServerName = $"{Environment.MachineName}:{Environment.ProcessId}:{queue}",
                    Queues = [queue],
                    WorkerCount = options.Value.Workers[queue],
                    Activator = new AspNetCoreJobActivator(scopes),
                    // One of them looks after what is delayed and recurs; each would do.
                    IsLightweightServer = started.Count > 0,
                    // Jobs may finish in the first half of the time; then they are cancelled, and hand themselves back.
                    StopTimeout = options.Value.ShutdownTimeout / 2,
                    ShutdownTimeout = options.Value.ShutdownTimeout,
                },
                storage));
        }

        LogStarted(logger, started.Count);
        return started;
    }

    private async Task DispatchAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            // Taken before looking: what is asked for in between is not missed.
            var wake = signal.WaitAsync();
            var more = false;
            await UntilItSucceedsAsync(
                async () =>
                {
                    await using var scope = scopes.CreateAsyncScope();
                    more = await scope.ServiceProvider.GetRequiredService<EventDispatcher>().DispatchAsync(cancellationToken);
                    more |= await scope.ServiceProvider.GetRequiredService<JobDispatcher>().DispatchAsync(cancellationToken);
                },
                cancellationToken);
            if (!more)
                await Task.WhenAny(wake, Task.Delay(PollInterval, clock, cancellationToken));
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    private async Task UntilItSucceedsAsync(Func<Task> work, CancellationToken cancellationToken)
    {
        for (var failures = 0; ; failures++)
        {
            try
            {
                await work();
                return;
            }
            catch (Exception error) when (!cancellationToken.IsCancellationRequested)
            {
                // Said once, not every second while the database is away.
                if (failures == 0)
                    LogFailed(logger, error);
                await Task.Delay(PollInterval, clock, cancellationToken);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Working on jobs of {Queues} queues")]
    private static partial void LogStarted(ILogger logger, int queues);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Jobs cannot be worked on right now; it is tried again every second")]
    private static partial void LogFailed(ILogger logger, Exception error);
}
