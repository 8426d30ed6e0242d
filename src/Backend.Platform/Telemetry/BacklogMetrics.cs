using System.Diagnostics.Metrics;
using Backend.Platform.Events;
using Backend.Platform.Jobs;
using Backend.Platform.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Backend.Platform.Telemetry;

/// <summary>
/// How much work waits, and for how long: jobs by queue, and changes that were not handed over to their handlers. The database
/// is looked at every so often while somebody collects the figures, and not at all otherwise.
/// </summary>
internal sealed partial class BacklogMetrics : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(15);

    private readonly IServiceScopeFactory scopes;
    private readonly TimeProvider clock;
    private readonly ILogger<BacklogMetrics> logger;
    private readonly Meter meter = new(PlatformTelemetry.Name);
    private readonly ObservableGauge<double> age;
    private volatile Measurement<double>[] ages = [];
    private volatile Measurement<long>[] waiting = [];
    private volatile Measurement<long>[] behind = [];

    public BacklogMetrics(IServiceScopeFactory scopes, TimeProvider clock, ILogger<BacklogMetrics> logger)
    {
        (this.scopes, this.clock, this.logger) = (scopes, clock, logger);
        age = meter.CreateObservableGauge("backend.job.queue.age", () => ages, "s", "For how long the job that is due and waits longest does.");
        meter.CreateObservableGauge("backend.job.queue.length", () => waiting, "{job}", "How many jobs are due and wait.");
        meter.CreateObservableGauge("backend.feed.lag", () => behind, "{change}", "How many changes were not handed over to their handler yet.");
    }

    public override void Dispose()
    {
        meter.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        try
        {
            do
            {
                if (age.Enabled)
                    await LookAsync(stoppingToken);
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The node stops.
        }
    }

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<BackendDbContext>();
            var now = await db.NowAsync(clock, cancellationToken);
            var queues = await db.Set<Job>().IgnoreQueryFilters().Where(Job.IsDue(now))
                .GroupBy(job => job.Queue)
                .Select(queue => new { Name = queue.Key, Count = queue.LongCount(), Since = queue.Min(job => job.AvailableAt) })
                .ToListAsync(cancellationToken);
            ages = [.. queues.Select(queue => new Measurement<double>(Math.Max(0, (now - queue.Since).TotalSeconds), Tag("backend.job.queue", queue.Name)))];
            waiting = [.. queues.Select(queue => new Measurement<long>(queue.Count, Tag("backend.job.queue", queue.Name)))];
            var handlers = await (
                from place in db.Set<EventPosition>()
                join head in db.Counters.IgnoreQueryFilters() on place.WorkspaceId equals head.WorkspaceId
                where head.Name == ChangeFeedWriter.CounterName
                group head.Value - place.Position by place.Handler into handler
                select new { Name = handler.Key, Behind = handler.Sum() }).ToListAsync(cancellationToken);
            behind = [.. handlers.Select(handler => new Measurement<long>(handler.Behind, Tag("backend.event.handler", handler.Name)))];
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            // A database that is away shows elsewhere; these figures are of before.
            LogAway(logger, error);
        }
    }

    private static KeyValuePair<string, object?> Tag(string name, string value) => new(name, value);

    [LoggerMessage(4931, LogLevel.Debug, "How much work waits could not be read")]
    private static partial void LogAway(ILogger logger, Exception error);
}
