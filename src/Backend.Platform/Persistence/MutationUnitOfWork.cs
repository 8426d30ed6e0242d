using Backend.GraphQL;
using Backend.Platform.Errors;
using Microsoft.EntityFrameworkCore;

namespace Backend.Platform.Persistence;

/// <summary>Runs a mutation in one write: state and change feed commit together, or nothing does.</summary>
internal sealed class MutationUnitOfWork(BackendDbContext db) : IMutationUnitOfWork
{
    public async Task<SyncId?> RunAsync(Func<Task> resolver, CancellationToken cancellationToken)
    {
        // What an earlier mutation of the same request left behind must not be saved with this one.
        db.ChangeTracker.Clear();
        await using var write = await db.BeginWriteAsync(cancellationToken);
        await resolver();
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException error)
        {
            throw new ConflictException(error.Entries is [var entry, ..] ? entry.Metadata.ClrType.Name : "The object");
        }

        await write.CommitAsync(cancellationToken);
        return db.Written.Count > 0 ? db.Written.Values.MaxBy(written => written.Value) : null;
    }
}
