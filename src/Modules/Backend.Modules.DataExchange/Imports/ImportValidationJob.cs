using Backend.Contracts.Tracking;
using Backend.Contracts.Workspaces;
using Backend.Platform.Errors;
using Backend.Platform.Jobs;
using Backend.Platform.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Backend.Modules.DataExchange.Imports;

/// <summary>
/// Tries an import out: does what it would do, by the same code, and undoes each batch. What fails, and how many would be
/// created, is recorded with the import.
/// </summary>
internal sealed class ImportValidationJob(
    BackendDbContext db, ImportRights rights, ImportFiles files, ImportPlans plans, ITeamDirectory teams, IIssueImport issues, IOptions<ImportOptions> options, TimeProvider clock)
    : IJob<ImportArguments>
{
    // So many failures tell enough.
    private const int MaxFailures = 10_000;

    public async Task ExecuteAsync(ImportArguments arguments, JobContext context, CancellationToken cancellationToken)
    {
        await rights.DemandAsync(context, cancellationToken);
        var import = await db.Imports.SingleOrDefaultAsync(import => import.Id == arguments.ImportId, cancellationToken) ?? throw new NotFoundException(nameof(Import));
        if (import.Asked != ImportStatus.Validating)
            return;
        await using var file = await files.OpenAsync(import.Id, cancellationToken);
        var total = await ImportPlans.CountAsync(file, cancellationToken);
        using var plan = await plans.PrepareAsync(import.ReadOptions(), file, cancellationToken);
        var (failures, counts) = (new List<ImportRow>(), new ImportCounts(0, 0, 0, 0));
        await foreach (var batch in plan.ReadAsync(options.Value.BatchSize, done: 0, cancellationToken))
        {
            var rows = ImportRows.Of(import, batch, await TryAsync(import, plan, batch, cancellationToken), clock.GetUtcNow());
            failures.AddRange(rows.Where(row => row.Effect == ImportEffect.Failed).Take(MaxFailures - failures.Count));
            var more = ImportRows.Count(rows);
            counts = new ImportCounts(counts.Created + more.Created, counts.Updated + more.Updated, counts.Unchanged + more.Unchanged, counts.Failed + more.Failed);
            context.Report(batch.RowsDone, total);
        }

        await EndAsync(import, failures, counts, cancellationToken);
        context.Result = counts;
    }

    private async Task<IReadOnlyList<ImportOutcome>> TryAsync(Import import, ImportPlan plan, ImportBatch batch, CancellationToken cancellationToken)
    {
        await using var undone = await db.BeginWriteAsync(cancellationToken);
        var team = plan.Team ?? await teams.CreateAsync(import.TeamKey, import.TeamKey, cancellationToken);
        var outcomes = await issues.ImportAsync(team, plan.Source, [.. batch.Issues.Select(row => row.Issue)], cancellationToken);
        db.ChangeTracker.Clear();
        return outcomes;
    }

    private async Task EndAsync(Import import, List<ImportRow> failures, ImportCounts counts, CancellationToken cancellationToken)
    {
        await using var write = await db.BeginWriteAsync(cancellationToken);
        await db.RowsOf(import.Id).ExecuteDeleteAsync(cancellationToken);
        db.AddRange(failures);
        (await db.Imports.SingleAsync(row => row.Id == import.Id, cancellationToken)).Reach(ImportStatus.Validated);
        await db.SaveChangesAsync(cancellationToken);
        var (created, updated, unchanged, failed) = counts;
        await db.Imports.Where(row => row.Id == import.Id).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.Created, created).SetProperty(row => row.Updated, updated)
                .SetProperty(row => row.Unchanged, unchanged).SetProperty(row => row.Failed, failed),
            cancellationToken);
        await write.CommitAsync(cancellationToken);
    }
}
