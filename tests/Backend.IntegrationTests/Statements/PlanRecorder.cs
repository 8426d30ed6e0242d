using System.Collections.Concurrent;
using System.Data.Common;
using System.Diagnostics;
using System.Text;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

namespace Backend.IntegrationTests.Statements;

/// <summary>Asks the database, before each query, how it is going to run it.</summary>
public sealed class PlanRecorder : DbCommandInterceptor
{
    private readonly ConcurrentQueue<(string Sql, string Plan)> plans = new();
    private ActivityTraceId asked;

    /// <summary>The plans of what is asked in a trace of its own: what the server reads meanwhile for itself is not among them.</summary>
    public async Task<IReadOnlyList<(string Sql, string Plan)>> OfAsync(Func<Task> asking)
    {
        using (var activity = new Activity("plans").SetIdFormat(ActivityIdFormat.W3C).Start())
        {
            asked = activity.TraceId;
            await asking();
            asked = default;
        }

        var taken = plans.ToArray();
        plans.Clear();
        return taken;
    }

    /// <inheritdoc />
    public override async ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        if (asked != default && Activity.Current?.TraceId == asked && command.CommandText.Contains("SELECT", StringComparison.Ordinal))
            plans.Enqueue((command.CommandText, await ExplainAsync(command, cancellationToken)));
        return result;
    }

    private static async Task<string> ExplainAsync(DbCommand command, CancellationToken cancellationToken)
    {
        await using var explain = command.Connection!.CreateCommand();
        explain.Transaction = command.Transaction;
        if (command is not SqliteCommand)
        {
            // Small tables are rightly looked through; asked not to, PostgreSQL still does so where no index serves.
            explain.CommandText = "SET enable_seqscan = off";
            await explain.ExecuteNonQueryAsync(cancellationToken);
        }

        var plan = await ReadAsync(explain, command, cancellationToken);
        if (command is not SqliteCommand)
        {
            explain.Parameters.Clear();
            explain.CommandText = "RESET enable_seqscan";
            await explain.ExecuteNonQueryAsync(cancellationToken);
        }

        return plan;
    }

    private static async Task<string> ReadAsync(DbCommand explain, DbCommand command, CancellationToken cancellationToken)
    {
        explain.CommandText = (command is SqliteCommand ? "EXPLAIN QUERY PLAN " : "EXPLAIN ") + command.CommandText;
        foreach (DbParameter parameter in command.Parameters)
            explain.Parameters.Add(parameter is NpgsqlParameter npgsql ? npgsql.Clone() : new SqliteParameter(parameter.ParameterName, parameter.Value));
        await using var lines = await explain.ExecuteReaderAsync(cancellationToken);
        var plan = new StringBuilder();
        while (await lines.ReadAsync(cancellationToken))
            plan.AppendLine(lines.GetString(lines.FieldCount - 1));
        return plan.ToString();
    }
}
