using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Backend.Platform.Persistence.PostgreSql;

/// <summary>Notes where no connection was to be had: of a replica that tells that it is away.</summary>
internal sealed class MissingConnections : DbConnectionInterceptor
{
    public override void ConnectionFailed(DbConnection connection, ConnectionErrorEventData eventData) => Note(eventData);

    public override Task ConnectionFailedAsync(DbConnection connection, ConnectionErrorEventData eventData, CancellationToken cancellationToken = default)
    {
        Note(eventData);
        return Task.CompletedTask;
    }

    private static void Note(ConnectionErrorEventData happened)
    {
        if (happened.Context is BackendDbContext { Scope: { } scope })
            scope.LacksConnection = true;
    }
}
