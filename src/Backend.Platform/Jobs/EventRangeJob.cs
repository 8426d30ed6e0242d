using System.Text.Json;
using Backend.Platform.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Backend.Platform.Jobs;

/// <summary>The job of one handler for changes that were found together.</summary>
/// <param name="First">The first one's place in the workspace's log.</param>
/// <param name="Last">The last one's.</param>
internal sealed record EventRangeJob(long First, long Last)
{
    public static async Task RunAsync<THandler>(
        IServiceProvider services, Func<string, bool> wants, string arguments, JobContext context, CancellationToken cancellationToken)
        where THandler : class, IEventRangeHandler
    {
        var (first, last) = JsonSerializer.Deserialize<EventRangeJob>(arguments, JobJson.Options)!;
        var changes = await services.GetRequiredService<BackendDbContext>().PlatformEvents.AsNoTracking()
            .Where(row => row.WorkspaceId == context.WorkspaceId && row.Sequence >= first && row.Sequence <= last)
            .OrderBy(row => row.Sequence)
            .ToListAsync(cancellationToken);
        changes.RemoveAll(change => !wants(change.Type));
        // Retention has taken the rest: nobody waits for what follows from it any more.
        if (changes.Count > 0)
            await services.GetRequiredService<THandler>().HandleAsync(changes, context, cancellationToken);
    }
}
