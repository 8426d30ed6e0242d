using Backend.Platform.Persistence;
using Microsoft.Extensions.DependencyInjection;

namespace Backend.Platform.Audit;

/// <summary>Brings into the audit log what is no change, in a transaction of its own: what was refused has none.</summary>
public sealed class AuditTrail(IServiceScopeFactory scopes)
{
    /// <summary>Writes an entry.</summary>
    /// <param name="who">In which workspace, by whom, in which request.</param>
    /// <param name="origin">By what means, and from where.</param>
    /// <param name="record">What was done.</param>
    /// <param name="cancellationToken">Ends the wait for the log.</param>
    public async Task WriteAsync(DataSession who, AuditOrigin origin, AuditRecord record, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<DatabaseScope>().Origin = origin;
        var db = scope.ServiceProvider.GetRequiredService<BackendDbContext>();
        db.Session = who;
        db.Record(record);
        await db.SaveChangesAsync(cancellationToken);
    }
}
