using System.Security.Cryptography;
using Backend.GraphQL;
using Backend.Platform.Errors;
using Backend.Platform.Idempotency;
using Microsoft.EntityFrameworkCore;

namespace Backend.Platform.Persistence;

/// <summary>Runs a mutation in one write: state and change feed commit together, or nothing does.</summary>
internal sealed class MutationUnitOfWork(BackendDbContext db, MutationJournal journal, TimeProvider clock) : IMutationUnitOfWork
{
    private const int Attempts = 4;

    /// <summary>
    /// Runs it, and runs it again where the database undid it for the sake of another transaction. That is safe, because
    /// nothing of the attempt is left, neither there nor in the context.
    /// </summary>
    public async Task<SyncId?> RunAsync(Func<Task> resolver, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await RunOnceAsync(resolver, cancellationToken);
            }
            catch (Exception error) when (attempt < Attempts && DatabaseFailures.IsRolledBackForAnother(error))
            {
                // The others go first; not all of them at the same moment again.
                await Task.Delay(TimeSpan.FromMilliseconds(RandomNumberGenerator.GetInt32(5, 20 << attempt)), clock, cancellationToken);
            }
        }
    }

    private async Task<SyncId?> RunOnceAsync(Func<Task> resolver, CancellationToken cancellationToken)
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
        catch (DbUpdateException error) when (DatabaseFailures.IsConflict(error))
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
