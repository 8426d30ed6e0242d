using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;
using SQLitePCL;

namespace Backend.Platform.Persistence.Statements;

/// <summary>
/// Ends a statement of SQLite that runs for longer than its command's time-out, which the driver takes for the wait for locks
/// alone. SQLite itself asks every so many steps whether to go on, so that a statement costs no timer.
/// </summary>
internal sealed class SqliteDeadlines : DbCommandInterceptor
{
    // Some tenths of a millisecond.
    private const int StepsBetweenLooks = 10_000;

    private readonly ConditionalWeakTable<sqlite3, Deadline> deadlines = [];

    public override InterceptionResult<DbDataReader> ReaderExecuting(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result)
    {
        Begin(command);
        return result;
    }

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        Begin(command);
        return new(result);
    }

    public override InterceptionResult<int> NonQueryExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<int> result)
    {
        Begin(command);
        return result;
    }

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        Begin(command);
        return new(result);
    }

    public override InterceptionResult<object> ScalarExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<object> result)
    {
        Begin(command);
        return result;
    }

    public override ValueTask<InterceptionResult<object>> ScalarExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<object> result, CancellationToken cancellationToken = default)
    {
        Begin(command);
        return new(result);
    }

    private void Begin(DbCommand command)
    {
        if (command.Connection is SqliteConnection { Handle: { } handle })
            deadlines.GetValue(handle, Watch).Begin(command.CommandTimeout);
    }

    private static Deadline Watch(sqlite3 handle)
    {
        var deadline = new Deadline();
        raw.sqlite3_progress_handler(handle, StepsBetweenLooks, static watched => ((Deadline)watched).HasPassed ? 1 : 0, deadline);
        return deadline;
    }

    /// <summary>The deadline of what a connection runs; each statement brings its own, so that none needs to be taken back.</summary>
    private sealed class Deadline
    {
        private long ends = long.MaxValue;

        public bool HasPassed => Environment.TickCount64 > ends;

        public void Begin(int seconds) => ends = seconds > 0 ? Environment.TickCount64 + (seconds * 1000L) : long.MaxValue;
    }
}
