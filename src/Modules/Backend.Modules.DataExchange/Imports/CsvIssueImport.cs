using Backend.Contracts.DataExchange;
using Backend.Contracts.Tracking;
using Backend.Contracts.Workspaces;
using Backend.Platform.Errors;
using Backend.Platform.Jobs;
using Backend.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Backend.Modules.DataExchange.Imports;

/// <summary>Runs an import for somebody who waits for it.</summary>
internal sealed class CsvIssueImport(
    BackendDbContext db, ImportFiles files, ImportPlans plans, ImportControl control, ITeamDirectory teams, JobFollower follower, TimeProvider clock)
    : ICsvIssueImport
{
    public async Task<CsvImportResult> RunAsync(
        Stream csv, string? fileName, CsvImportOptions options, IProgress<CsvImportProgress>? progress, CancellationToken cancellationToken)
    {
        var import = await StartAsync(csv, fileName, options, cancellationToken);
        var job = await follower.RunAsync(import.WorkspaceId, import.JobId!.Value, job => ReportAsync(import.Id, job, progress, cancellationToken), cancellationToken);
        await ReportAsync(import.Id, job, progress, cancellationToken);
        if (job.Status != JobStatus.Succeeded)
            throw new UnavailableException(job.Status == JobStatus.Cancelled ? "The import was stopped." : job.ErrorMessage ?? "The import failed.");
        var ended = await db.Imports.SingleAsync(row => row.Id == import.Id, cancellationToken);
        var failures = await db.RowsOf(import.Id).Where(row => row.Effect == ImportEffect.Failed).OrderBy(row => row.Line)
            .Select(row => new CsvRowFailure(row.Line, row.Reason!)).ToListAsync(cancellationToken);
        return new CsvImportResult(ended.Created, ended.Updated, ended.Unchanged, failures);
    }

    private async Task<Import> StartAsync(Stream csv, string? fileName, CsvImportOptions options, CancellationToken cancellationToken)
    {
        await using var file = await files.SpoolAsync(csv, cancellationToken);
        await plans.CheckAsync(options, file, cancellationToken);
        var hash = await ImportFiles.HashAsync(file, cancellationToken);
        await using var write = await db.BeginWriteAsync(cancellationToken);
        var import = await FindUnfinishedAsync(options, hash, cancellationToken);
        if (import is null)
        {
            var team = await teams.FindByKeyAsync(options.TeamKey, cancellationToken);
            import = Import.Create(db.Session.WorkspaceId!.Value, id: null, options, team?.Id, fileName, db.Session.ActorId, clock.GetUtcNow());
            db.Add(import);
            await db.SaveChangesAsync(cancellationToken);
            await files.KeepAsync(import, file, cancellationToken);
        }

        var job = import.JobId is { } id ? await db.Set<Job>().SingleOrDefaultAsync(job => job.Id == id, cancellationToken) : null;
        // One that another process has begun, and that may still be at it, is joined.
        if (import.StatusWith(job) != ImportStatus.Running)
            await control.StartAsync(import, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await write.CommitAsync(cancellationToken);
        db.ChangeTracker.Clear();
        return import;
    }

    private async Task<Import?> FindUnfinishedAsync(CsvImportOptions options, string hash, CancellationToken cancellationToken)
    {
        var (columns, states) = (Import.Write(options.Columns), Import.Write(options.States));
        return await db.Imports
            .Where(import => import.FileHash == hash && import.TeamKey == options.TeamKey && import.Source == options.Source)
            .Where(import => import.Columns == columns && import.States == states)
            .Where(import => import.Asked == ImportStatus.Ready || import.Asked == ImportStatus.Running)
            .OrderByDescending(import => import.CreatedAt).FirstOrDefaultAsync(cancellationToken);
    }

    private async Task ReportAsync(Guid importId, Job job, IProgress<CsvImportProgress>? progress, CancellationToken cancellationToken)
    {
        if (progress is null)
            return;
        var now = await db.Imports.Where(import => import.Id == importId)
            .Select(import => new { import.Created, import.Updated, import.Unchanged, import.Failed, import.RowsDone }).SingleAsync(cancellationToken);
        progress.Report(new CsvImportProgress(now.Created, now.Updated, now.Unchanged, now.Failed, now.RowsDone, job.Total));
    }
}
