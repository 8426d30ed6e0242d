namespace Backend.Platform.Persistence;

/// <summary>Where the data is kept.</summary>
public sealed record PersistenceOptions
{
    private DatabaseAddress? replica;

    /// <summary>The folder of the embedded default: database, keys, files. <c>Backend:DataDirectory</c>.</summary>
    public string DataDirectory { get; init; } = "data";

    /// <summary>The database; empty for SQLite in the data directory, or one of PostgreSQL. <c>ConnectionStrings:Database</c>.</summary>
    public string? ConnectionString { get; init; }

    /// <summary>A streaming replica that queries may read from; empty for none. <c>ConnectionStrings:DatabaseReplica</c>.</summary>
    public string? ReplicaConnectionString { get; init; }

    /// <summary>Which database that is.</summary>
    /// <exception cref="Errors.ConfigurationException">The connection string is none.</exception>
    public DatabaseAddress Database => field ??= DatabaseAddress.Parse(ConnectionString, DataDirectory);

    /// <summary>The replica; null for none.</summary>
    /// <exception cref="Errors.ConfigurationException">The connection string is none.</exception>
    public DatabaseAddress? Replica => replica ??= DatabaseAddress.ParseReplica(ReplicaConnectionString, Database);
}
