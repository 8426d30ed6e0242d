using System.Net.Sockets;
using Backend.GraphQL;
using Microsoft.Data.Sqlite;
using Npgsql;
using SQLitePCL;

namespace Backend.Platform.Persistence;

/// <summary>Tells what a failure of the database means.</summary>
public sealed class DatabaseFailures : IExceptionMapper
{
    /// <summary>
    /// A database that is away, full or busy is a matter of time: <c>UNAVAILABLE</c>, not a defect. A statement that it ended
    /// because it took too long is a <c>TIMEOUT</c>.
    /// </summary>
    public Exception? Map(Exception exception) =>
        Any(exception, IsTimeout) ? new StatementTimeoutException(exception)
        : Any(exception, IsUnavailable) ? new DatabaseUnavailableException(exception)
        : null;

    /// <summary>Another writer was faster: a row already has what must be unique, or what this refers to is gone.</summary>
    public static bool IsConflict(Exception exception) => Any(exception, failure => failure switch
    {
        PostgresException { SqlState: PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.ForeignKeyViolation } => true,
        SqliteException sqlite => sqlite.SqliteExtendedErrorCode is raw.SQLITE_CONSTRAINT_UNIQUE or raw.SQLITE_CONSTRAINT_PRIMARYKEY,
        _ => false,
    });

    /// <summary>The database undid the transaction for the sake of another: the same once more may succeed.</summary>
    internal static bool IsRolledBackForAnother(Exception exception) => Any(exception, failure =>
        failure is PostgresException { SqlState: PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure });

    // Ended on purpose: by its time-out, or by an operator. A caller who has gone is told apart before.
    private static bool IsTimeout(Exception failure) => failure is PostgresException { SqlState: PostgresErrorCodes.QueryCanceled }
        or SqliteException { SqliteErrorCode: raw.SQLITE_INTERRUPT };

    private static bool IsUnavailable(Exception failure) => failure switch
    {
        PostgresException server => server.SqlState is PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure
            or PostgresErrorCodes.ReadOnlySqlTransaction or PostgresErrorCodes.LockNotAvailable
            // Connection trouble, out of resources (disk full among them), an operator's doing.
            || server.SqlState is ['0', '8', ..] or ['5', '3', ..] or ['5', '7', 'P', ..],
        NpgsqlException => true,
        SqliteException file => file.SqliteErrorCode is raw.SQLITE_BUSY or raw.SQLITE_LOCKED or raw.SQLITE_FULL or raw.SQLITE_IOERR
            or raw.SQLITE_READONLY or raw.SQLITE_CANTOPEN,
        SocketException => true,
        _ => false,
    };

    private static bool Any(Exception exception, Func<Exception, bool> holds)
    {
        for (Exception? current = exception; current is not null; current = current.InnerException)
        {
            if (holds(current))
                return true;
        }

        return false;
    }
}

/// <summary>The database does not answer, or takes nothing more.</summary>
internal sealed class DatabaseUnavailableException(Exception cause)
    : Exception("The database is not available right now. Nothing of this was saved unless you were told so; try again.", cause), ICodedException
{
    public string Code => "UNAVAILABLE";

    public IReadOnlyDictionary<string, object?> Extensions => new Dictionary<string, object?>(StringComparer.Ordinal);
}

/// <summary>The database ended a statement that took too long.</summary>
internal sealed class StatementTimeoutException(Exception cause)
    : Exception("The database took too long and was stopped. Ask for less at once, or try again.", cause), ICodedException
{
    public string Code => ErrorCodes.Timeout;

    public IReadOnlyDictionary<string, object?> Extensions => new Dictionary<string, object?>(StringComparer.Ordinal);
}
