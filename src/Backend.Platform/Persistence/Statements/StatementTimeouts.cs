using Microsoft.EntityFrameworkCore;

namespace Backend.Platform.Persistence.Statements;

/// <summary>Lets what looks after the database take its time.</summary>
internal static class StatementTimeouts
{
    // An end all the same: none would mean to SQLite that a lock is waited for without end.
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    /// <summary>Lifts the time-out of the context's statements, on the server too, until what it gives is disposed.</summary>
    public static async Task<IAsyncDisposable> LiftStatementTimeoutAsync(this BackendDbContext db, CancellationToken cancellationToken)
    {
        var lifted = new Lifted(db, db.Database.GetCommandTimeout());
        db.Database.SetCommandTimeout(Longest);
        if (db.Database.IsSqlite())
            return lifted;
        // What is set holds for the session, so the session is kept.
        await db.Database.OpenConnectionAsync(cancellationToken);
        try
        {
            await db.Database.ExecuteSqlAsync($"SET statement_timeout = 0", cancellationToken);
            return lifted;
        }
        catch
        {
            await lifted.DisposeAsync();
            throw;
        }
    }

    private sealed class Lifted(BackendDbContext db, int? before) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            db.Database.SetCommandTimeout(before);
            // The driver resets what was set before it gives the connection to somebody else.
            if (!db.Database.IsSqlite())
                await db.Database.CloseConnectionAsync();
        }
    }
}
