using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Backend.Platform.Persistence;

/// <summary>Sets up every SQLite connection.</summary>
internal sealed class SqlitePragmas : DbConnectionInterceptor
{
    // WAL: readers go on while someone writes. NORMAL with WAL survives a crash of the process; only a power cut may take
    // the last commits, so FULL is kept: an acknowledged write must not be lost. busy_timeout: writers of other processes
    // (a command beside the server) are waited for. Foreign keys are off in SQLite unless asked for.
    private const string Pragmas = """
        PRAGMA journal_mode = WAL;
        PRAGMA synchronous = FULL;
        PRAGMA busy_timeout = 15000;
        PRAGMA foreign_keys = ON;
        PRAGMA cache_size = -16000;
        PRAGMA temp_store = MEMORY;
        """;

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        using var command = connection.CreateCommand();
        command.CommandText = Pragmas;
        command.ExecuteNonQuery();
    }

    public override async Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = Pragmas;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
