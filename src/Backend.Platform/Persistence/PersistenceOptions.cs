namespace Backend.Platform.Persistence;

/// <summary>Where the data is kept.</summary>
public sealed record PersistenceOptions
{
    /// <summary>The folder of the embedded default: database, keys, files. <c>Backend:DataDirectory</c>.</summary>
    public string DataDirectory { get; init; } = "data";

    /// <summary>The database; empty for SQLite in the data directory. <c>ConnectionStrings:Database</c>.</summary>
    public string? ConnectionString { get; init; }

    /// <summary>The connection string of the embedded default. Contexts keep their connections, so the driver need not.</summary>
    public string SqliteConnectionString => $"Data Source={Path.Combine(DataDirectory, "backend.db")};Pooling=False";
}
