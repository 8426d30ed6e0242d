using System.Text.Json;
using Backend.Platform.Persistence;

namespace Backend.Platform.Jobs;

/// <summary>Asks for work to be done.</summary>
public sealed class JobScheduler(BackendDbContext db, JobRegistry registry, TimeProvider clock)
{
    /// <summary>
    /// Asks for a job in the current transaction: it is done after the commit, and not at all where that fails. Nothing is
    /// lost when the process dies in between.
    /// </summary>
    /// <param name="arguments">What it is told.</param>
    /// <param name="notBefore">When it may begin; null for at once.</param>
    /// <returns>The job, to be saved with the rest.</returns>
    public Job Enqueue<TJob, TArguments>(TArguments arguments, DateTimeOffset? notBefore = null)
        where TJob : class, IJob<TArguments>
    {
        var definition = registry.Of(typeof(TJob));
        var workspaceId = db.Session.WorkspaceId ?? throw new InvalidOperationException("A job works for a workspace: enter one first.");
        var now = clock.GetUtcNow();
        var job = Job.Create(
            db.Session, workspaceId, Guid.CreateVersion7(now), definition.Type, definition.Policy.Queue,
            JsonSerializer.Serialize(arguments, JobJson.Options), notBefore ?? now, now);
        db.Add(job);
        return job;
    }
}
