using Backend.Platform.Errors;
using Backend.Platform.Events;
using Backend.Platform.Jobs;
using Backend.Platform.Persistence;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Backend.IntegrationTests.Jobs;

/// <summary>What a job of the tests is told: how to behave, and the counter that shows its effect.</summary>
public sealed record Deed(string Counter, string Kind = "do");

/// <summary>Adds one to a counter of the workspace, and then perhaps fails.</summary>
public sealed class CountingJob(BackendDbContext db) : IJob<Deed>
{
    public static bool Mended { get; set; }

    public async Task ExecuteAsync(Deed arguments, JobContext context, CancellationToken cancellationToken)
    {
        await db.TakeAsync(context.WorkspaceId, arguments.Counter, 1, cancellationToken);
        switch (arguments.Kind)
        {
            case "twice" when context.Attempt < 3:
            case "always" when !Mended:
                throw new InvalidOperationException("The secret reason.");
            case "wrong":
                throw new ValidationFailedException("deed", "The deed is wrong.");
        }

        context.Report(1, 1);
        context.Result = new { attempt = context.Attempt };
    }
}

/// <summary>Does not end by itself.</summary>
public sealed class EndlessJob : IJob<Deed>
{
    public async Task ExecuteAsync(Deed arguments, JobContext context, CancellationToken cancellationToken)
    {
        context.Report(3, 10);
        await Task.Delay(Timeout.Infinite, cancellationToken);
    }
}

/// <summary>Takes longer than it may.</summary>
public sealed class SlowJob : IJob<Deed>
{
    public Task ExecuteAsync(Deed arguments, JobContext context, CancellationToken cancellationToken) => Task.Delay(Timeout.Infinite, cancellationToken);
}

/// <summary>Is due every morning in Berlin, and counts how often it was done.</summary>
public sealed class MorningWork : IRecurringWork
{
    private static int runs;

    public static int Runs => Volatile.Read(ref runs);

    public Task RunAsync(CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref runs);
        return Task.CompletedTask;
    }
}

/// <summary>Goes on for a moment after its node was told to stop, and is done then.</summary>
public sealed class ShortJob(IHostApplicationLifetime node) : IJob<Deed>
{
    public async Task ExecuteAsync(Deed arguments, JobContext context, CancellationToken cancellationToken)
    {
        var stopping = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var registration = node.ApplicationStopping.Register(stopping.SetResult);
        await stopping.Task.WaitAsync(cancellationToken);
        await Task.Delay(500, cancellationToken);
    }
}

/// <summary>Adds ten to a counter, one by one, and breaks off once in the middle of a batch.</summary>
public sealed class BatchJob(BackendDbContext db) : IJob<Deed>
{
    public async Task ExecuteAsync(Deed arguments, JobContext context, CancellationToken cancellationToken)
    {
        for (var done = context.ReadCheckpoint<int>(); done < 10; done++)
        {
            await using var write = await db.BeginWriteAsync(cancellationToken);
            await db.TakeAsync(context.WorkspaceId, arguments.Counter, 1, cancellationToken);
            await context.SaveAsync(db, done + 1, done + 1, 10, cancellationToken);
            if (done == 5 && context.Attempt == 1)
                throw new InvalidOperationException("Broken off.");
            await write.CommitAsync(cancellationToken);
        }
    }
}

/// <summary>Counts the changes that it is told of.</summary>
public sealed class CountingHandler(BackendDbContext db) : IEventHandler
{
    public Task HandleAsync(PlatformEvent change, JobContext context, CancellationToken cancellationToken) =>
        db.TakeAsync(context.WorkspaceId, $"seen:{change.Subject}", 1, cancellationToken);
}

internal static class TestJobs
{
    private static readonly JobPolicy Hasty = new() { Attempts = 3, FirstPause = TimeSpan.FromMilliseconds(10), LongestPause = TimeSpan.FromMilliseconds(50) };

    public static void Add(IServiceCollection services) => services
        .AddJob<CountingJob, Deed>("test.count", Hasty)
        .AddJob<EndlessJob, Deed>("test.endless", Hasty with { Timeout = TimeSpan.FromMinutes(10), InBatches = true })
        .AddJob<ShortJob, Deed>("test.short", Hasty with { InBatches = true })
        .AddJob<SlowJob, Deed>("test.slow", Hasty with { Attempts = 2, Timeout = TimeSpan.FromMilliseconds(100) })
        .AddRecurringWork<MorningWork>("test.morning", "30 8 * * *", "Europe/Berlin")
        .AddJob<BatchJob, Deed>("test.batches", Hasty with { Queue = JobQueues.Bulk, InBatches = true })
        .AddEventHandler<CountingHandler>("test.seen", type => type.StartsWith("label.", StringComparison.Ordinal), Hasty);
}
