using Backend.Platform.Jobs;
using Backend.Platform.Persistence;
using Backend.Platform.Retention;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Backend.Modules.Workspaces.Workspaces;

/// <summary>
/// Deletes workspaces whose time of grace is over: first each is closed, so that nobody enters it any more, and a while later,
/// when what was under way in it has ended, its rows go. The workspace's own row goes last: until then the next run resumes.
/// </summary>
internal sealed partial class WorkspaceDeletionWork(
    IServiceScopeFactory scopes, WorkspacePurge purge, BackendDbContext db, TimeProvider clock, ILogger<WorkspaceDeletionWork> logger) : IRecurringWork
{
    /// <summary>Longer than a request or an attempt of a job may take by default.</summary>
    public static readonly TimeSpan Drain = TimeSpan.FromMinutes(6);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await CloseAsync(cancellationToken);
        foreach (var id in await FindClosedAsync(cancellationToken))
        {
            var rows = await purge.RunAsync(id, last: typeof(Workspace), cancellationToken);
            LogDeleted(logger, id, rows);
        }
    }

    private async Task CloseAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var due = await db.OpenWorkspaces().Where(workspace => workspace.DeletionAt <= now).Select(workspace => workspace.Id).ToListAsync(cancellationToken);
        foreach (var id in due)
        {
            await using var scope = scopes.CreateAsyncScope();
            await CloseAsync(scope.ServiceProvider.GetRequiredService<BackendDbContext>(), id, now, cancellationToken);
        }
    }

    private async Task CloseAsync(BackendDbContext within, Guid id, DateTimeOffset now, CancellationToken cancellationToken)
    {
        within.Session = new DataSession(id, ActorId: null, RequestId: null);
        await using var write = await within.BeginWriteAsync(cancellationToken);
        if (await within.Workspaces.SingleOrDefaultAsync(cancellationToken) is not { } workspace)
            return;
        workspace.CloseIfDue(now);
        if (workspace.ClosedAt is null)
            return;
        try
        {
            await within.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            // Somebody changed it at this moment, and may have decided to keep it: the next run looks again.
            return;
        }

        await write.CommitAsync(cancellationToken);
        LogClosed(logger, id);
    }

    private Task<List<Guid>> FindClosedAsync(CancellationToken cancellationToken)
    {
        var drained = clock.GetUtcNow() - Drain;
        return db.Workspaces.IgnoreQueryFilters().Where(workspace => workspace.ClosedAt <= drained)
            .OrderBy(workspace => workspace.ClosedAt)
            .Select(workspace => workspace.Id)
            .ToListAsync(cancellationToken);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Workspace {Id} is closed; its rows are deleted next")]
    private static partial void LogClosed(ILogger logger, Guid id);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Workspace {Id} is deleted, with {Rows} rows")]
    private static partial void LogDeleted(ILogger logger, Guid id, long rows);
}
