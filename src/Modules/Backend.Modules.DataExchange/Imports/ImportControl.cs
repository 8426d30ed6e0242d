using Backend.Platform.Errors;
using Backend.Platform.Jobs;
using Backend.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Backend.Modules.DataExchange.Imports;

/// <summary>What may be asked of an import, and when. Called within a write; does not save.</summary>
internal sealed class ImportControl(BackendDbContext db, JobScheduler jobs, TimeProvider clock)
{
    /// <summary>Has it done, or done further.</summary>
    public Task StartAsync(Import import, CancellationToken cancellationToken) =>
        AskAsync<ImportJob>(import, ImportStatus.Running, cancellationToken);

    /// <summary>Has it tried out.</summary>
    public Task ValidateAsync(Import import, CancellationToken cancellationToken) =>
        AskAsync<ImportValidationJob>(import, ImportStatus.Validating, cancellationToken);

    /// <summary>Has what it created deleted.</summary>
    public Task RollBackAsync(Import import, CancellationToken cancellationToken) =>
        AskAsync<ImportRollbackJob>(import, ImportStatus.RollingBack, cancellationToken);

    /// <summary>Has it stopped.</summary>
    public async Task CancelAsync(Import import, CancellationToken cancellationToken)
    {
        var job = await JobOfAsync(import, cancellationToken);
        if (!import.IsUnderWay(job))
            throw new ValidationFailedException("id", "The import is not under way.");
        job!.Cancel(clock.GetUtcNow());
    }

    private async Task AskAsync<TJob>(Import import, ImportStatus what, CancellationToken cancellationToken)
        where TJob : class, IJob<ImportArguments>
    {
        if (import.Asked == ImportStatus.WaitingForFile)
            throw new ValidationFailedException("id", "The import has no file. Send it to the import's uploadUrl.");
        var job = await JobOfAsync(import, cancellationToken);
        if (import.IsUnderWay(job))
            throw new ValidationFailedException("id", "The import is under way. Wait for its end, or stop it.");
        if (!ImportRules.Before(what).Contains(import.Asked))
            throw new ValidationFailedException("id", "The import is past that. Create another one for the same file.");
        // The same job, which knows how far it came.
        if (import.Asked == what && job is not null)
            job.Retry();
        else
            import.Ask(what, jobs.Enqueue<TJob, ImportArguments>(new ImportArguments(import.Id)));
    }

    private async Task<Job?> JobOfAsync(Import import, CancellationToken cancellationToken) =>
        import.JobId is { } id ? await db.Set<Job>().SingleOrDefaultAsync(job => job.Id == id, cancellationToken) : null;
}
