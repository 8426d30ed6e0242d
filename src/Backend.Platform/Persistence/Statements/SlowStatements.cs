using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Backend.Platform.Persistence.Statements;

/// <summary>Measures statements for the <see cref="SlowStatementLog"/>: until the first row, and while the rows are read.</summary>
internal sealed class SlowStatements(SlowStatementLog log) : DbCommandInterceptor
{
    public override DbDataReader ReaderExecuted(DbCommand command, CommandExecutedEventData eventData, DbDataReader result)
    {
        Look(command, eventData, eventData.Duration);
        return result;
    }

    public override ValueTask<DbDataReader> ReaderExecutedAsync(
        DbCommand command, CommandExecutedEventData eventData, DbDataReader result, CancellationToken cancellationToken = default)
    {
        Look(command, eventData, eventData.Duration);
        return new(result);
    }

    public override int NonQueryExecuted(DbCommand command, CommandExecutedEventData eventData, int result)
    {
        Look(command, eventData, eventData.Duration);
        return result;
    }

    public override ValueTask<int> NonQueryExecutedAsync(
        DbCommand command, CommandExecutedEventData eventData, int result, CancellationToken cancellationToken = default)
    {
        Look(command, eventData, eventData.Duration);
        return new(result);
    }

    public override object? ScalarExecuted(DbCommand command, CommandExecutedEventData eventData, object? result)
    {
        Look(command, eventData, eventData.Duration);
        return result;
    }

    public override ValueTask<object?> ScalarExecutedAsync(
        DbCommand command, CommandExecutedEventData eventData, object? result, CancellationToken cancellationToken = default)
    {
        Look(command, eventData, eventData.Duration);
        return new(result);
    }

    public override void CommandFailed(DbCommand command, CommandErrorEventData eventData) => Look(command, eventData, eventData.Duration);

    public override Task CommandFailedAsync(DbCommand command, CommandErrorEventData eventData, CancellationToken cancellationToken = default)
    {
        Look(command, eventData, eventData.Duration);
        return Task.CompletedTask;
    }

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
