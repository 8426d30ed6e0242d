using System.Text.Json;
using Backend.Platform.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Backend.Platform.Jobs;

/// <summary>The job of one handler for one change.</summary>
/// <param name="Sequence">The change's place in the workspace's log.</param>
internal sealed record EventJob(long Sequence)
{
    public static async Task RunAsync<THandler>(IServiceProvider services, string arguments, JobContext context, CancellationToken cancellationToken)
        where THandler : class, IEventHandler
    {
        var sequence = JsonSerializer.Deserialize<EventJob>(arguments, JobJson.Options)!.Sequence;
        var change = await services.GetRequiredService<BackendDbContext>().PlatformEvents.AsNoTracking()
            .SingleOrDefaultAsync(row => row.WorkspaceId == context.WorkspaceId && row.Sequence == sequence, cancellationToken);
        // Retention has taken it: nobody waits for what follows from it any more.
        if (change is not null)
            await services.GetRequiredService<THandler>().HandleAsync(change, context, cancellationToken);
    }
}
