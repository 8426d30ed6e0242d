using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Backend.Platform.Persistence;

/// <summary>Sets up every SQLite connection.</summary>
internal sealed class SqlitePragmas : DbConnectionInterceptor
{
    // WAL: readers go on while someone writes. NORMAL with WAL survives a crash of the process; only a power cut may take
    // the last commits, so FULL is kept: an acknowledged write must not be lost. busy_timeout: writers of other processes
    // (a command beside the server) are waited for. Foreign keys are off in SQLite unless asked for. LIKE, which EF Core makes
    // of StartsWith and EndsWith, ignores case in SQLite unless told otherwise; filters promise that they do not.
    private const string Pragmas = """
        PRAGMA journal_mode = WAL;
        PRAGMA synchronous = FULL;
        PRAGMA busy_timeout = 15000;
        PRAGMA foreign_keys = ON;
        PRAGMA case_sensitive_like = ON;
        PRAGMA cache_size = -16000;
        PRAGMA temp_store = MEMORY;
        """;

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        FoldEveryLetter(connection);
        using var command = connection.CreateCommand();
        command.CommandText = Pragmas;
        command.ExecuteNonQuery();
    }

    public override async Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        FoldEveryLetter(connection);
        await using var command = connection.CreateCommand();
        command.CommandText = Pragmas;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    // SQLite's own lower() knows the letters of ASCII only: "Ä" would not even equal itself where case is ignored.
    private static void FoldEveryLetter(DbConnection connection) =>
        ((SqliteConnection)connection).CreateFunction<string?, string?>("lower", static text => text?.ToLowerInvariant(), isDeterministic: true);
}
