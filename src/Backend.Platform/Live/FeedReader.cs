using Backend.Platform.Events;
using Backend.Platform.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Backend.Platform.Live;

/// <summary>Reads the change feed from the database.</summary>
internal sealed class FeedReader(IServiceScopeFactory scopes)
{
    /// <summary>The most changes read at once; fewer are the end of the log.</summary>
    public const int BatchSize = 256;

    /// <summary>From where to where the log reaches.</summary>
    public async Task<FeedRange> GetRangeAsync(Guid workspaceId, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await FeedRange.ReadAsync(scope.ServiceProvider.GetRequiredService<BackendDbContext>(), workspaceId, cancellationToken);
    }

    /// <summary>The next changes after a position; none where it is the end.</summary>
    public async Task<IReadOnlyList<PlatformEvent>> ReadAfterAsync(Guid workspaceId, long position, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<BackendDbContext>().PlatformEvents
            .Where(change => change.WorkspaceId == workspaceId && change.Sequence > position)
            .OrderBy(change => change.Sequence)
            .Take(BatchSize)
            .ToListAsync(cancellationToken);
    }
}
