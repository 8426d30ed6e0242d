using Backend.Contracts.Tracking;
using Backend.Contracts.Workspaces;
using Backend.Platform.Errors;
using Backend.Platform.Jobs;
using Backend.Platform.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Backend.Modules.DataExchange.Imports;

/// <summary>What an import's jobs are told.</summary>
internal sealed record ImportArguments(Guid ImportId);

/// <summary>How many rows of the file are done.</summary>
internal sealed record ImportCheckpoint(int RowsDone);

/// <summary>How many issues became what.</summary>
internal sealed record ImportCounts(int Created, int Updated, int Unchanged, int Failed);

/// <summary>
/// Imports a file in batches. Each is one transaction: the issues, what is recorded of their rows, the counts, and how far the
/// job has come. One that is killed goes on after its last batch.
/// </summary>
internal sealed class ImportJob(
    BackendDbContext db, ImportRights rights, ImportFiles files, ImportPlans plans, ITeamDirectory teams, IIssueImport issues, IOptions<ImportOptions> options, TimeProvider clock)
    : IJob<ImportArguments>
{
    public async Task ExecuteAsync(ImportArguments arguments, JobContext context, CancellationToken cancellationToken)
    {
        await rights.DemandAsync(context, cancellationToken);
        var import = await db.Imports.SingleOrDefaultAsync(import => import.Id == arguments.ImportId, cancellationToken) ?? throw new NotFoundException(nameof(Import));
        // It may have been killed between its last transaction and the record of its end.
        if (import.Asked == ImportStatus.Running)
            await ImportAsync(import, context, cancellationToken);
        context.Result = await CountsOf(import).SingleAsync(cancellationToken);
    }

    private async Task ImportAsync(Import import, JobContext context, CancellationToken cancellationToken)
    {
        await using var file = await files.OpenAsync(import.Id, cancellationToken);
        var total = await ImportPlans.CountAsync(file, cancellationToken);
        using var plan = await plans.PrepareAsync(import.ReadOptions(), file, cancellationToken);
        var done = context.ReadCheckpoint<ImportCheckpoint>()?.RowsDone;
        if (done is null)
            await BeginAsync(import, context, total, cancellationToken);
        var team = plan.Team ?? await CreateTeamAsync(import, cancellationToken);
        if (import.TeamId is null && plan.Team is not null)
            await DemandReachAsync(import, team, cancellationToken);
        await foreach (var batch in plan.ReadAsync(options.Value.BatchSize, done ?? 0, cancellationToken))
        {
            await using var write = await db.BeginWriteAsync(cancellationToken);
            await WriteAsync(import, team, batch, cancellationToken);
            await context.SaveAsync(db, new ImportCheckpoint(batch.RowsDone), batch.RowsDone, total, cancellationToken);
            await write.CommitAsync(cancellationToken);
            // The next batch must not carry this one along.
            db.ChangeTracker.Clear();
        }

        await EndAsync(import, cancellationToken);
    }

    // What trying it out has left.
    private async Task BeginAsync(Import import, JobContext context, int total, CancellationToken cancellationToken)
    {
        await using var write = await db.BeginWriteAsync(cancellationToken);
        await db.RowsOf(import.Id).ExecuteDeleteAsync(cancellationToken);
        await db.Imports.Where(row => row.Id == import.Id).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.RowsDone, 0).SetProperty(row => row.Created, 0).SetProperty(row => row.Updated, 0)
                .SetProperty(row => row.Unchanged, 0).SetProperty(row => row.Failed, 0),
            cancellationToken);
        await context.SaveAsync(db, new ImportCheckpoint(0), 0, total, cancellationToken);
        await write.CommitAsync(cancellationToken);
    }

    // Somebody made the team since it was asked for: it may be a private one.
    private async Task DemandReachAsync(Import import, ITeam team, CancellationToken cancellationToken)
    {
        if (import.CreatorId is not { } owner)
            return;
        var standing = await teams.GetStandingAsync(owner, cancellationToken);
        if (standing.Private.Contains(team.Id) && !standing.Added.Contains(team.Id))
            throw new NotFoundException("Team");
    }

    private async Task<ITeam> CreateTeamAsync(Import import, CancellationToken cancellationToken)
    {
        await using var write = await db.BeginWriteAsync(cancellationToken);
        var team = await teams.CreateAsync(import.TeamKey, import.TeamKey, cancellationToken);
        (await db.Imports.SingleAsync(row => row.Id == import.Id, cancellationToken)).IntoTeam(team.Id);
        await db.SaveChangesAsync(cancellationToken);
        await write.CommitAsync(cancellationToken);
        db.ChangeTracker.Clear();
        return team;
    }

    private async Task WriteAsync(Import import, ITeam team, ImportBatch batch, CancellationToken cancellationToken)
    {
        var outcomes = await issues.ImportAsync(team, import.Source, [.. batch.Issues.Select(row => row.Issue)], cancellationToken);
        // The issues are saved: what follows need not look through them for changes.
        db.ChangeTracker.Clear();
        var rows = ImportRows.Of(import, batch, outcomes, clock.GetUtcNow());
        db.AddRange(rows.Where(row => row.Effect != ImportEffect.Unchanged));
        await db.SaveChangesAsync(cancellationToken);
        var (created, updated, unchanged, failed) = ImportRows.Count(rows);
        await db.Imports.Where(row => row.Id == import.Id).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.RowsDone, batch.RowsDone)
                .SetProperty(row => row.Created, row => row.Created + created).SetProperty(row => row.Updated, row => row.Updated + updated)
                .SetProperty(row => row.Unchanged, row => row.Unchanged + unchanged).SetProperty(row => row.Failed, row => row.Failed + failed),
            cancellationToken);
    }

    private async Task EndAsync(Import import, CancellationToken cancellationToken)
    {
        await using var write = await db.BeginWriteAsync(cancellationToken);
        await db.ChunksOf(import.Id).ExecuteDeleteAsync(cancellationToken);
        (await db.Imports.SingleAsync(row => row.Id == import.Id, cancellationToken)).Reach(ImportStatus.Succeeded);
        await db.SaveChangesAsync(cancellationToken);
        await write.CommitAsync(cancellationToken);
    }

    private IQueryable<ImportCounts> CountsOf(Import import) => db.Imports.Where(row => row.Id == import.Id)
        .Select(row => new ImportCounts(row.Created, row.Updated, row.Unchanged, row.Failed));
}
