using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Backend.Platform.Persistence;

/// <summary>
/// Runs queries on statements that stay prepared with their connection. EF Core makes a new command for every execution, and
/// SQLite would parse and plan its text each time, which takes longer than most look-ups.
/// </summary>
internal sealed class SqliteStatements : DbCommandInterceptor
{
    private readonly ConditionalWeakTable<DbConnection, PreparedQueries> connections = [];
    private readonly ConditionalWeakTable<DbDataReader, Interruption> interruptions = [];

    public override InterceptionResult<DbDataReader> ReaderExecuting(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result) =>
        command.CommandText.StartsWith("SELECT", StringComparison.Ordinal) && command.Connection is SqliteConnection connection
            && connections.GetOrCreateValue(connection).Execute((SqliteCommand)command) is { } reader
            ? InterceptionResult<DbDataReader>.SuppressWithResult(reader)
            : result;

    /// <summary>Runs the query so that cancelling it ends it within SQLite, which the driver alone does not do.</summary>
    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var interruption = command.Connection is SqliteConnection { Handle: { } handle }
            ? cancellationToken.UnsafeRegister(static running => SQLitePCL.raw.sqlite3_interrupt((SQLitePCL.sqlite3)running!), handle)
            : default;
        try
        {
            var executed = ReaderExecuting(command, eventData, result);
            if (executed.HasResult)
                interruptions.Add(executed.Result, new Interruption(interruption));
            else
                interruption.Dispose();
            return new(executed);
        }
        catch (SqliteException interrupted) when (interrupted.SqliteErrorCode == SQLitePCL.raw.SQLITE_INTERRUPT && cancellationToken.IsCancellationRequested)
        {
            interruption.Dispose();
            throw new OperationCanceledException(interrupted.Message, interrupted, cancellationToken);
        }
        catch
        {
            interruption.Dispose();
            throw;
        }
    }

    /// <summary>What is cancelled later must not interrupt whatever the connection runs then.</summary>
    public override InterceptionResult DataReaderDisposing(DbCommand command, DataReaderDisposingEventData eventData, InterceptionResult result)
    {
        if (interruptions.TryGetValue(eventData.DataReader, out var interruption))
            interruption.Dispose();
        return result;
    }

    private sealed class Interruption(CancellationTokenRegistration registration) : IDisposable
    {
        public void Dispose() => registration.Dispose();
    }

    /// <summary>The prepared queries of one connection, which one thread at a time uses.</summary>
    private sealed class PreparedQueries
    {
        private const int Most = 200;

        private readonly Dictionary<string, PreparedQuery> byText = new(StringComparer.Ordinal);

        public SqliteDataReader? Execute(SqliteCommand asked)
        {
            if (!byText.TryGetValue(asked.CommandText, out var query))
            {
                if (byText.Count == Most)
                    Forget();
                byText.Add(asked.CommandText, query = new PreparedQuery(asked.Connection!, asked.CommandText));
            }

            return query.Execute(asked);
        }

        // Filters make many texts of which few come again: beginning anew is simpler than knowing which.
        private void Forget()
        {
            foreach (var query in byText.Values)
                query.Dispose();
            byText.Clear();
        }
    }

    private sealed class PreparedQuery(SqliteConnection connection, string text) : IDisposable
    {
        private readonly SqliteCommand command = new(text, connection);
        private SqliteDataReader? rows;

        /// <summary>Runs the query with the parameters of a command; null while its last rows are still being read.</summary>
        public SqliteDataReader? Execute(SqliteCommand asked)
        {
            if (rows is { IsClosed: false })
                return null;
            command.Transaction = asked.Transaction;
            command.CommandTimeout = asked.CommandTimeout;
            command.Parameters.Clear();
            foreach (SqliteParameter parameter in asked.Parameters)
                command.Parameters.Add(parameter);
            return rows = command.ExecuteReader();
        }

        public void Dispose()
        {
            // A query whose rows are being read ends with them.
            if (rows is not { IsClosed: false })
                command.Dispose();
        }
    }
}
