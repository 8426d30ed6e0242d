using Backend.GraphQL;
using Backend.Platform.Errors;
using Backend.Platform.Idempotency;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Backend.Platform.Persistence;

/// <summary>Runs a mutation in one write: state and change feed commit together, or nothing does.</summary>
internal sealed class MutationUnitOfWork(BackendDbContext db, MutationJournal journal) : IMutationUnitOfWork
{
    // SQLITE_CONSTRAINT_UNIQUE and SQLITE_CONSTRAINT_PRIMARYKEY (sqlite.org/rescode.html).
    private const int UniqueViolation = 2067;
    private const int PrimaryKeyViolation = 1555;

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
            throw new ConflictException(Name(error));
        }
        catch (DbUpdateException error) when (error.InnerException is SqliteException { SqliteExtendedErrorCode: UniqueViolation or PrimaryKeyViolation })
        {
            // Rules look before they write; this is the other writer that was faster.
            throw new ConflictException(Name(error));
        }

        SyncId? syncId = db.Written.Count > 0 ? db.Written.Values.MaxBy(written => written.Value) : null;
        await journal.WriteAsync(syncId, cancellationToken);
        await write.CommitAsync(cancellationToken);
        return syncId;
    }

    private static string Name(DbUpdateException error) =>
        error.Entries is [var entry, ..] ? entry.Metadata.ClrType.Name : "The object";
}
