using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Backend.Platform.Persistence.Statements;

/// <summary>Measures statements for the <see cref="SlowStatementLog"/>: until the first row, and while the rows are read.</summary>
internal sealed class SlowStatements(SlowStatementLog log) : StatementInterceptor
{
    protected override void Executed(DbCommand command, DbContextEventData happened, DateTimeOffset started, TimeSpan duration, Exception? failure) =>
        Look(command, happened, duration);

    public override InterceptionResult DataReaderDisposing(DbCommand command, DataReaderDisposingEventData eventData, InterceptionResult result)
    {
        Look(command, eventData, eventData.Duration);
        return result;
    }

    private void Look(DbCommand command, DbContextEventData happened, TimeSpan duration)
    {
        if (!log.IsSlow(duration))
            return;
        var db = happened.Context as BackendDbContext;
        log.Write(duration, command.CommandText, db?.Scope?.Operation, db?.Scope?.RequestId ?? db?.Session.RequestId);
    }
}
