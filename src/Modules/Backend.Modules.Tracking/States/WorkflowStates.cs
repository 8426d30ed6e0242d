using Backend.Platform.Caching;
using Backend.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Backend.Modules.Tracking.States;

/// <summary>All workflow states of a workspace, which nearly every page names.</summary>
internal static class WorkflowStates
{
    public static CachedKind<EntitySet<WorkflowState>> Kept { get; } = new("tracking", "states") { IsShared = true };

    public static async Task<EntitySet<WorkflowState>> ReadAsync(BackendDbContext db, CancellationToken cancellationToken) =>
        new(await db.WorkflowStates.ToListAsync(cancellationToken));
}
