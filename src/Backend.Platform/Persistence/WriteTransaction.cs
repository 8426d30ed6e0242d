using Backend.Platform.Persistence.PostgreSql;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;

namespace Backend.Platform.Persistence;

/// <summary>
/// A write under way: queries track, saves share one transaction, and on SQLite, which has one writer at a time, the write
/// waits its turn here instead of colliding there. Disposing without <see cref="CommitAsync"/> undoes everything.
/// </summary>
public sealed class WriteTransaction : IAsyncDisposable
{
    private readonly BackendDbContext db;
    private readonly IDbContextTransaction transaction;
    private readonly IDisposable? turn;

    private WriteTransaction(BackendDbContext db, IDbContextTransaction transaction, IDisposable? turn)
    {
        this.db = db;
        this.transaction = transaction;
        this.turn = turn;
    }

    /// <summary>Makes everything saved since the begin durable, and wakes those who follow the change feed.</summary>
    public async Task CommitAsync(CancellationToken cancellationToken)
    {
        try
        {
            await transaction.CommitAsync(cancellationToken);
            CounterTurns.Leave(db.Turns);
        }
        finally
        {
            // Also where it is not known whether it was committed.
            NoteWrite();
        }

        SeeOwnChanges();

        foreach (var action in db.AfterCommit)
            action();
        var signal = db.GetService<Live.FeedSignal>();
        foreach (var workspaceId in db.Written.Keys)
            signal.Notify(workspaceId);
        // A change may be waited for by a handler, and a job waits for a worker.
        if (db.Written.Count > 0 || db.AddsJobs)
            db.GetService<Jobs.JobSignal>().Notify();
        if (db.RowsSaved >= TableStatistics.ManyRows && db.Database.IsNpgsql())
            await TableStatistics.GatherAsync(db, cancellationToken);
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        try
        {
            await transaction.DisposeAsync();
        }
        finally
        {
            CounterTurns.Leave(db.Turns);
            db.Records.Clear();
            db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
            turn?.Dispose();
        }
    }

    private void NoteWrite()
    {
        if (db.Session.ActorId is { } actorId)
            db.GetService<Replicas.RecentWrites>().Note(actorId);
        else if (db.Scope is { } scope)
            scope.HasWritten = true;
    }

    // What comes after the write must not be answered with what was kept before it.
    private void SeeOwnChanges()
    {
        if (db.CacheVersions.Count == 0 || db.Session is not { WorkspaceId: { } workspaceId, CacheVersions: { } known })
            return;
        db.Session = db.Session with
        {
            CacheVersions = new(
                db.CacheVersions.GetValueOrDefault(workspaceId, known.Workspace),
                db.CacheVersions.GetValueOrDefault(Caching.CacheVersion.Everywhere, known.Everywhere)),
        };
    }

    internal static async Task<WriteTransaction> BeginAsync(BackendDbContext db, CancellationToken cancellationToken)
    {
        db.DemandPrimary();
        var entered = db.Database.IsSqlite() ? await db.GetService<SqliteWriteGate>().EnterAsync(cancellationToken) : null;
        try
        {
            var begun = await db.Database.BeginTransactionAsync(cancellationToken);
            db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.TrackAll;
            // What fails ends the whole write: a savepoint per save would only hold the counters for longer.
            db.Database.AutoSavepointsEnabled = false;
            db.Written.Clear();
            db.CacheVersions.Clear();
            db.AfterCommit.Clear();
            db.AddsJobs = false;
            db.RowsSaved = 0;
            return new WriteTransaction(db, begun, entered);
        }
        catch
        {
            entered?.Dispose();
            throw;
        }
    }
}

/// <summary>Begins writes.</summary>
public static class WriteTransactionExtensions
{
    /// <summary>Begins a write.</summary>
    public static Task<WriteTransaction> BeginWriteAsync(this BackendDbContext db, CancellationToken cancellationToken) =>
        WriteTransaction.BeginAsync(db, cancellationToken);
}
