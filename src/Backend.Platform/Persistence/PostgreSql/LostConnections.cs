using System.Data;
using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

namespace Backend.Platform.Persistence.PostgreSql;

/// <summary>
/// Notes where a connection ended under a statement, as all pooled ones do when the server was restarted. The driver empties
/// its pool at the first of them, so what is repeated gets a new one. A connection that cannot be opened is another matter:
/// then the database is away, and trying twice would only take twice as long.
/// </summary>
internal sealed class LostConnections : DbCommandInterceptor
{
    public override void CommandFailed(DbCommand command, CommandErrorEventData eventData) => Look(command, eventData);

    public override Task CommandFailedAsync(DbCommand command, CommandErrorEventData eventData, CancellationToken cancellationToken = default)
    {
        Look(command, eventData);
        return Task.CompletedTask;
    }

    public override InterceptionResult DataReaderDisposing(DbCommand command, DataReaderDisposingEventData eventData, InterceptionResult result)
    {
        Look(command, eventData);
        return result;
    }

    private static void Look(DbCommand command, DbContextEventData happened)
    {
        // What a transaction had done is gone with its connection, and whether it was committed may not be known.
        if (command.Connection is NpgsqlConnection connection && connection.FullState.HasFlag(ConnectionState.Broken)
            && happened.Context is BackendDbContext { Database.CurrentTransaction: null, Scope: { } scope })
            scope.LostConnection = true;
    }
}
