using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Backend.Platform.Persistence;

/// <summary>A migration and whether the database has it.</summary>
/// <param name="Name">The migration.</param>
/// <param name="IsApplied">Whether the database has it.</param>
public sealed record MigrationState(string Name, bool IsApplied);

/// <summary>Brings the database up to date. EF Core's migration lock lets several nodes start at once: one migrates, the others wait.</summary>
public sealed partial class DatabaseMigrator(BackendDbContext db, PersistenceOptions options, ILogger<DatabaseMigrator> logger)
{
    /// <summary>Applies what is pending.</summary>
    /// <returns>The names of the migrations that were applied.</returns>
    public async Task<IReadOnlyList<string>> MigrateAsync(CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(options.DataDirectory);
        var pending = (await db.Database.GetPendingMigrationsAsync(cancellationToken)).ToArray();
        if (pending.Length == 0)
            return pending;
        await db.Database.MigrateAsync(cancellationToken);
        LogMigrated(logger, pending.Length, pending[^1]);
        return pending;
    }

    /// <summary>Every migration, in order, and whether the database has it.</summary>
    public async Task<IReadOnlyList<MigrationState>> GetStatusAsync(CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(options.DataDirectory);
        var applied = (await db.Database.GetAppliedMigrationsAsync(cancellationToken)).ToHashSet(StringComparer.Ordinal);
        return [.. db.Database.GetMigrations().Select(name => new MigrationState(name, applied.Contains(name)))];
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Applied {Count} migrations, up to {Last}")]
    private static partial void LogMigrated(ILogger logger, int count, string last);
}
