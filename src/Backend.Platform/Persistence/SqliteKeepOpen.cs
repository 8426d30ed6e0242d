using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Backend.Platform.Persistence;

/// <summary>
/// Keeps a context's connection open when EF Core is done with a statement: opening one anew registers some twenty functions
/// and forgets every prepared statement. Contexts are pooled, so there are as many connections as there are contexts at work;
/// disposing a context still closes its own.
/// </summary>
internal sealed class SqliteKeepOpen : DbConnectionInterceptor
{
    public override InterceptionResult ConnectionClosing(DbConnection connection, ConnectionEventData eventData, InterceptionResult result) =>
        InterceptionResult.Suppress();

    public override ValueTask<InterceptionResult> ConnectionClosingAsync(
        DbConnection connection, ConnectionEventData eventData, InterceptionResult result) => new(InterceptionResult.Suppress());
}
