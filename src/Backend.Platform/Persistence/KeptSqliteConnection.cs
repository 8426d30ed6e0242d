using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Sqlite.Storage.Internal;
using Microsoft.EntityFrameworkCore.Storage;

namespace Backend.Platform.Persistence;

/// <summary>
/// Keeps a context's connection open when EF Core is done with a statement, and while the context waits in the pool: opening
/// one anew registers some twenty functions, sets it up, and forgets every prepared statement. There are as many connections
/// as there are contexts; disposing a context closes its own.
/// </summary>
// The base class is not public API of EF Core and may change with its version, which is pinned; the two methods that are
// overridden are part of its public base class.
#pragma warning disable EF1001
internal sealed class KeptSqliteConnection(
    RelationalConnectionDependencies dependencies, IRawSqlCommandBuilder commands, IDiagnosticsLogger<DbLoggerCategory.Infrastructure> logger)
    : SqliteRelationalConnection(dependencies, commands, logger)
{
    protected override void CloseDbConnection()
    {
        // It stays open until it is disposed.
    }

    protected override Task CloseDbConnectionAsync() => Task.CompletedTask;
}
#pragma warning restore EF1001
