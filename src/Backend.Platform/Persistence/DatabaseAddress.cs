using System.Data.Common;
using Backend.Platform.Errors;
using Npgsql;

namespace Backend.Platform.Persistence;

/// <summary>The databases that the product runs on.</summary>
public enum DatabaseProvider
{
    /// <summary>The embedded default: a file, nothing to install.</summary>
    Sqlite,

    /// <summary>A server, for many nodes.</summary>
    PostgreSql,
}

/// <summary>Which database, and how to reach it.</summary>
/// <param name="Provider">The kind.</param>
/// <param name="ConnectionString">What its driver takes.</param>
public sealed record DatabaseAddress(DatabaseProvider Provider, string ConnectionString)
{
    private const string Fix =
        "Leave it empty for SQLite in Backend__DataDirectory, or name a PostgreSQL server: "
        + "'Host=db.example.com;Database=backend;Username=backend;Password=...' or 'postgres://user:password@host:5432/database'.";

    /// <summary>Reads a connection string, of which the form tells the provider.</summary>
    /// <param name="connectionString">As configured; empty for a file in the data directory.</param>
    /// <param name="dataDirectory">The data directory.</param>
    /// <exception cref="ConfigurationException">It is none; the message names the key and the fix, and nothing of the value.</exception>
    public static DatabaseAddress Parse(string? connectionString, string dataDirectory)
    {
        if (string.IsNullOrWhiteSpace(connectionString))
            return Sqlite(Path.Combine(dataDirectory, "backend.db"));
        if (connectionString.StartsWith("postgres://", StringComparison.OrdinalIgnoreCase)
            || connectionString.StartsWith("postgresql://", StringComparison.OrdinalIgnoreCase))
            return PostgreSql(FromUrl(connectionString));
        var parts = new DbConnectionStringBuilder();
        try
        {
            parts.ConnectionString = connectionString;
        }
        catch (ArgumentException)
        {
            throw Refuse("is not a connection string");
        }

        if (parts.ContainsKey("Host") || parts.ContainsKey("Server"))
            return PostgreSql(connectionString);
        return parts.TryGetValue("Data Source", out var file) && file is string { Length: > 0 } path
            ? Sqlite(path)
            : throw Refuse("names neither a host nor a file");
    }

    /// <summary>Reads the connection string of the replica that queries may read from.</summary>
    /// <param name="connectionString">As configured; empty for none.</param>
    /// <param name="database">The database that it is a replica of.</param>
    /// <exception cref="ConfigurationException">It is none; the message names the key and the fix, and nothing of the value.</exception>
    public static DatabaseAddress? ParseReplica(string? connectionString, DatabaseAddress database)
    {
        if (string.IsNullOrWhiteSpace(connectionString))
            return null;
        if (database.Provider != DatabaseProvider.PostgreSql)
            throw RefuseReplica("is set, and ConnectionStrings__Database is not a PostgreSQL server: only that has replicas");
        DatabaseAddress replica;
        try
        {
            replica = Parse(connectionString, string.Empty);
        }
        catch (ConfigurationException)
        {
            throw RefuseReplica("is not a connection string of PostgreSQL");
        }

        if (replica.Provider != DatabaseProvider.PostgreSql)
            throw RefuseReplica("names a file");
        // How far a replica is must hold for the next statement too, which several hosts would answer in turns.
        return new NpgsqlConnectionStringBuilder(replica.ConnectionString).Host!.Contains(',', StringComparison.Ordinal)
            ? throw RefuseReplica("names several hosts")
            : replica;
    }

    // Contexts keep their connections, so the driver need not.
    private static DatabaseAddress Sqlite(string file) => new(DatabaseProvider.Sqlite, $"Data Source={file};Pooling=False");

    private static DatabaseAddress PostgreSql(string connectionString)
    {
        try
        {
            var settings = new NpgsqlConnectionStringBuilder(connectionString);
            settings.ApplicationName ??= "backend";
            // A connection that a firewall has dropped is found before a request waits for it.
            if (settings.KeepAlive == 0)
                settings.KeepAlive = 30;
            // Statements that come again are planned once per connection. Behind a pooler that changes connections between
            // transactions, set Max Auto Prepare to 0.
            if (!settings.ContainsKey("Max Auto Prepare"))
                settings.MaxAutoPrepare = 200;
            return string.IsNullOrEmpty(settings.Host) || string.IsNullOrEmpty(settings.Database)
                ? throw Refuse("names no host or no database")
                : new DatabaseAddress(DatabaseProvider.PostgreSql, settings.ConnectionString);
        }
        catch (Exception error) when (error is ArgumentException or FormatException)
        {
            throw Refuse("is not a connection string of PostgreSQL");
        }
    }

    private static string FromUrl(string url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || address.Host.Length == 0 || address.AbsolutePath.Length < 2)
            throw Refuse("is not a URL with a host and a database");
        var person = address.UserInfo.Split(':', 2);
        var settings = new NpgsqlConnectionStringBuilder
        {
            Host = address.Host,
            Port = address.Port > 0 ? address.Port : 5432,
            Database = Uri.UnescapeDataString(address.AbsolutePath[1..]),
            Username = person[0].Length > 0 ? Uri.UnescapeDataString(person[0]) : null,
            Password = person.Length > 1 ? Uri.UnescapeDataString(person[1]) : null,
        };
        foreach (var option in address.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var (name, value) = option.Split('=', 2) is [var left, var right] ? (left, Uri.UnescapeDataString(right)) : (option, string.Empty);
            try
            {
                settings[name == "sslmode" ? "SSL Mode" : name.Replace('_', ' ')] = value.Replace("-", string.Empty, StringComparison.Ordinal);
            }
            catch (ArgumentException)
            {
                throw Refuse($"has the option '{name}', which is not known or has a value that is not");
            }
        }

        return settings.ConnectionString;
    }

    private static ConfigurationException RefuseReplica(string why) => new(
        $"ConnectionStrings__DatabaseReplica {why}. Leave it empty for none, or name one streaming replica: "
        + "'Host=replica.example.com;Database=backend;Username=backend;Password=...'.");

    private static ConfigurationException Refuse(string why) => new($"ConnectionStrings__Database {why}. {Fix}");
}
