using Npgsql;

namespace Backend.Platform.Persistence.PostgreSql;

/// <summary>Makes the pools of connections to the database and to its replica.</summary>
internal static class DataSources
{
    /// <summary>The key under which the replica's pool is registered.</summary>
    public const string Replica = "replica";

    // A replica that is away must not keep a request that the database itself can answer.
    private const int ReplicaConnectSeconds = 3;

    private const int PreparedStatements = 100;

    public static NpgsqlDataSource Create(DatabaseAddress database, DatabaseOptions options) =>
        NpgsqlDataSource.Create(Prepare(database, options));

    public static NpgsqlDataSource CreateReplica(DatabaseAddress replica, DatabaseOptions options)
    {
        var settings = Prepare(replica, options);
        settings.Timeout = Math.Min(settings.Timeout, ReplicaConnectSeconds);
        // A standby takes no writes anyway; one that was promoted would.
        settings.Options += " -c default_transaction_read_only=on";
        return NpgsqlDataSource.Create(settings);
    }

    /// <summary>How long the driver waits: a little longer than the server, which is to say so itself.</summary>
    public static int CommandTimeout(DatabaseOptions options) => options.StatementTimeoutSeconds == 0 ? 0 : options.StatementTimeoutSeconds + 5;

    private static NpgsqlConnectionStringBuilder Prepare(DatabaseAddress database, DatabaseOptions options)
    {
        var settings = new NpgsqlConnectionStringBuilder(database.ConnectionString);
        // Part of the connection's start: it survives the reset between two users, and costs no statement. Who has set one
        // in the connection string knows why.
        if (options.StatementTimeoutSeconds > 0 && settings.Options?.Contains("statement_timeout", StringComparison.Ordinal) != true)
            settings.Options = $"{settings.Options} -c statement_timeout={options.StatementTimeout.TotalMilliseconds:0}".Trim();
        // What is asked again and again is parsed and planned once per connection. Poolers in transaction mode need it off
        // ("Max Auto Prepare=0").
        if (!database.ConnectionString.Contains("Auto Prepare", StringComparison.OrdinalIgnoreCase))
            settings.MaxAutoPrepare = PreparedStatements;
        return settings;
    }
}
