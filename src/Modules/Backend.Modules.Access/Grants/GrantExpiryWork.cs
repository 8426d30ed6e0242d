using Backend.Contracts.Workspaces;
using Backend.Platform.Jobs;
using Backend.Platform.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Backend.Modules.Access.Grants;

/// <summary>Removes grants whose time is over, and says so in the log. They hold no longer from the very moment; this only tidies up.</summary>
internal sealed class GrantExpiryWork(IServiceScopeFactory scopes, BackendDbContext db, TimeProvider clock) : IRecurringWork
{
    private const int BatchSize = 500;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var workspaces = await db.Grants.IgnoreQueryFilters().Where(grant => grant.ExpiresAt <= now).Select(grant => grant.WorkspaceId).Distinct().ToListAsync(cancellationToken);
        foreach (var id in workspaces)
        {
            while (await ExpireAsync(id, now, cancellationToken))
            {
                // The next batch.
            }
        }
    }

    private async Task<bool> ExpireAsync(Guid workspaceId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        if (!await scope.ServiceProvider.GetRequiredService<IWorkspaceDirectory>().TryEnterAsync(workspaceId, cancellationToken))
            return false;
        var within = scope.ServiceProvider.GetRequiredService<BackendDbContext>();
        await using var write = await within.BeginWriteAsync(cancellationToken);
        var over = await within.Grants.Where(grant => grant.ExpiresAt <= now).OrderBy(grant => grant.ExpiresAt).Take(BatchSize).ToListAsync(cancellationToken);
        foreach (var grant in over)
            grant.Expire();
        within.RemoveRange(over);
        await within.SaveChangesAsync(cancellationToken);
        await write.CommitAsync(cancellationToken);
        return over.Count == BatchSize;
    }
}
