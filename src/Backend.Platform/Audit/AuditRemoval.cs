using Backend.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Backend.Platform.Audit;

/// <summary>
/// Lets the current transaction delete entries: a trigger of PostgreSQL refuses that to everybody else. Only the retention and
/// the purge of a workspace ask for it.
/// </summary>
internal static class AuditRemoval
{
    public static async Task AllowAuditRemovalAsync(this BackendDbContext db, CancellationToken cancellationToken)
    {
        if (!db.Database.IsSqlite())
            await db.Database.ExecuteSqlAsync($"SELECT set_config('backend.audit_removal', 'on', true)", cancellationToken);
    }
}
