using System.Security.Cryptography;
using Npgsql;

namespace Backend.IntegrationTests;

/// <summary>
/// A database of its own for a server under test: a file of SQLite, or, where <c>BACKEND_TEST_POSTGRESQL</c> names a server,
/// a new database there. <c>tests/run</c> runs all tests once with each.
/// </summary>
public sealed class TestDatabase : IAsyncDisposable
{
    /// <summary>The variable that names the PostgreSQL server, as a connection string of somebody who may create databases.</summary>
    public const string Variable = "BACKEND_TEST_POSTGRESQL";

    private TestDatabase(string? connectionString) => ConnectionString = connectionString;

    /// <summary>The server to test on; null for SQLite.</summary>
    public static string? Server { get; } = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } server ? server : null;

    /// <summary>What the product is configured with; null for a file in its data folder.</summary>
    public string? ConnectionString { get; }

    /// <summary>Its name on the server; null for SQLite.</summary>
    public string? Name => ConnectionString is null ? null : new NpgsqlConnectionStringBuilder(ConnectionString).Database;

    /// <summary>Makes one. The product itself creates a database that is not there.</summary>
    public static TestDatabase Create() => new(Server is null ? null : new NpgsqlConnectionStringBuilder(Server)
    {
        Database = $"test_{RandomNumberGenerator.GetHexString(16, lowercase: true)}",
        MaxPoolSize = 40,
    }.ConnectionString);

    /// <summary>What the product is configured with to reach the database by another port.</summary>
    public string? Through(int? port) =>
        port is { } other ? new NpgsqlConnectionStringBuilder(ConnectionString) { Port = other }.ConnectionString : ConnectionString;

    /// <summary>What the product is configured with to reach a database of this name on another server; null for none.</summary>
    public string? At(string? server) => server is null ? null : new NpgsqlConnectionStringBuilder(server)
    {
        Database = Name,
        MaxPoolSize = 40,
    }.ConnectionString;

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (ConnectionString is null)
            return;
        await using var server = new NpgsqlConnection(Server);
        await server.OpenAsync();
        await using var drop = server.CreateCommand();
        drop.CommandText = $"DROP DATABASE IF EXISTS \"{Name}\" WITH (FORCE)";
        await drop.ExecuteNonQueryAsync();
    }
}
