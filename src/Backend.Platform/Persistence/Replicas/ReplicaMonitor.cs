using Backend.Platform.Persistence.PostgreSql;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Backend.Platform.Persistence.Replicas;

/// <summary>Looks every so often whether the replica answers and how far it is: queries go by what it found, and ask nothing.</summary>
internal sealed partial class ReplicaMonitor(
    NpgsqlDataSource database, [FromKeyedServices(DataSources.Replica)] NpgsqlDataSource replica, RecentWrites writes,
    IOptions<DatabaseOptions> options, TimeProvider clock, ILogger<ReplicaMonitor> logger) : BackgroundService
{
    private const string Away = "The replica does not answer.";
    private const string HeadQuery = "SELECT (pg_current_wal_flush_lsn() - '0/0'::pg_lsn)::bigint";
    private const string AppliedQuery = "SELECT CASE WHEN pg_is_in_recovery() THEN (pg_last_wal_replay_lsn() - '0/0'::pg_lsn)::bigint ELSE -1 END";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private readonly ReplicaProgress progress = new();
    private volatile ReplicaState state = ReplicaState.Unknown;

    /// <summary>What was found last.</summary>
    public ReplicaState State => state;

    /// <summary>A query failed there: nobody else is sent until it has been looked at again.</summary>
    public void ReportFailure() => Become(new ReplicaState(Away, state.CaughtUpTo));

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(options.Value.ReplicaCheckMilliseconds), clock);
        do
            await LookAsync(stoppingToken);
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        try
        {
            var now = clock.GetTimestamp();
            // While the database itself is away nothing new is known, and queries fail before they come to the replica.
            if (await AskAsync(database, HeadQuery, cancellationToken) is { } head)
                progress.Reached(now, head);
            var applied = await AskAsync(replica, AppliedQuery, cancellationToken);
            if (applied >= 0)
                progress.Applied(applied.Value);
            writes.Forget(progress.CaughtUpTo);
            Become(new ReplicaState(Judge(applied), progress.CaughtUpTo));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The server stops.
        }
    }

    private string? Judge(long? applied) => applied switch
    {
        null => Away,
        < 0 => "ConnectionStrings__DatabaseReplica names a server that is no replica.",
        _ when progress.BehindSince is { } since && clock.GetElapsedTime(since) > options.Value.ReplicaMaxLag =>
            $"The replica is more than {options.Value.ReplicaMaxLagSeconds} s behind (Backend__Database__ReplicaMaxLagSeconds).",
        _ => null,
    };

    private async Task<long?> AskAsync(NpgsqlDataSource server, string question, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(Patience, clock);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            await using var command = server.CreateCommand(question);
            return (long?)await command.ExecuteScalarAsync(ending.Token);
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            LogNoAnswer(logger, error);
            return null;
        }
    }

    private void Become(ReplicaState next)
    {
        var before = state;
        state = next;
        if (before.Problem == next.Problem)
            return;
        if (next.Problem is { } problem)
            LogNotAsked(logger, problem);
        else
            LogAsked(logger);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Queries read from the database itself: {Problem}")]
    private static partial void LogNotAsked(ILogger logger, string problem);

    [LoggerMessage(Level = LogLevel.Information, Message = "Queries may read from the replica")]
    private static partial void LogAsked(ILogger logger);

    [LoggerMessage(Level = LogLevel.Debug, Message = "No answer")]
    private static partial void LogNoAnswer(ILogger logger, Exception exception);
}
