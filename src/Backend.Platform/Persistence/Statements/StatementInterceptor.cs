using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Backend.Platform.Persistence.Statements;

/// <summary>Looks at every statement when it has been executed, or has failed.</summary>
internal abstract class StatementInterceptor : DbCommandInterceptor
{
    public override DbDataReader ReaderExecuted(DbCommand command, CommandExecutedEventData eventData, DbDataReader result)
    {
        Executed(command, eventData, eventData.StartTime, eventData.Duration, failure: null);
        return result;
    }

    public override ValueTask<DbDataReader> ReaderExecutedAsync(
        DbCommand command, CommandExecutedEventData eventData, DbDataReader result, CancellationToken cancellationToken = default)
    {
        Executed(command, eventData, eventData.StartTime, eventData.Duration, failure: null);
        return new(result);
    }

    public override int NonQueryExecuted(DbCommand command, CommandExecutedEventData eventData, int result)
    {
        Executed(command, eventData, eventData.StartTime, eventData.Duration, failure: null);
        return result;
    }

    public override ValueTask<int> NonQueryExecutedAsync(
        DbCommand command, CommandExecutedEventData eventData, int result, CancellationToken cancellationToken = default)
    {
        Executed(command, eventData, eventData.StartTime, eventData.Duration, failure: null);
        return new(result);
    }

    public override object? ScalarExecuted(DbCommand command, CommandExecutedEventData eventData, object? result)
    {
        Executed(command, eventData, eventData.StartTime, eventData.Duration, failure: null);
        return result;
    }

    public override ValueTask<object?> ScalarExecutedAsync(
        DbCommand command, CommandExecutedEventData eventData, object? result, CancellationToken cancellationToken = default)
    {
        Executed(command, eventData, eventData.StartTime, eventData.Duration, failure: null);
        return new(result);
    }

    public override void CommandFailed(DbCommand command, CommandErrorEventData eventData) =>
        Executed(command, eventData, eventData.StartTime, eventData.Duration, eventData.Exception);

    public override Task CommandFailedAsync(DbCommand command, CommandErrorEventData eventData, CancellationToken cancellationToken = default)
    {
        Executed(command, eventData, eventData.StartTime, eventData.Duration, eventData.Exception);
        return Task.CompletedTask;
    }

    /// <summary>A statement has ended: its rows are yet to be read.</summary>
    protected abstract void Executed(DbCommand command, DbContextEventData happened, DateTimeOffset started, TimeSpan duration, Exception? failure);
}
