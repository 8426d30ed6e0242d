using Backend.Platform.Persistence.PostgreSql;
using Backend.Platform.Persistence.Statements;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.Logging;

namespace Backend.Platform.Persistence;

/// <summary>A migration and whether the database has it.</summary>
/// <param name="Name">The migration.</param>
/// <param name="IsApplied">Whether the database has it.</param>
public sealed record MigrationState(string Name, bool IsApplied);

/// <summary>
/// Changes the database's schema. One node at a time does, the others wait. A migration that fails leaves the database as it
/// was: PostgreSQL undoes it, of SQLite a copy is made before and put back.
/// </summary>
public sealed partial class DatabaseMigrator(BackendDbContext db, PersistenceOptions options, ILogger<DatabaseMigrator> logger)
{
    /// <summary>Applies what is pending.</summary>
    /// <returns>The names of the migrations that were applied.</returns>
    public async Task<IReadOnlyList<string>> MigrateAsync(CancellationToken cancellationToken)
    {
        await using var turn = await BeginAsync(cancellationToken);
        var pending = (await db.Database.GetPendingMigrationsAsync(cancellationToken)).ToArray();
        if (pending.Length == 0)
            return pending;
        await ChangeAsync(target: null, cancellationToken);
        LogMigrated(logger, pending.Length, pending[^1]);
        return pending;
    }

    /// <summary>Takes back every migration after one.</summary>
    /// <param name="target">The last that stays, or <c>0</c> for none.</param>
    /// <param name="cancellationToken">Ends the wait for other nodes.</param>
    /// <returns>The names of those taken back, the newest first.</returns>
    /// <exception cref="ArgumentException">The database has no such migration.</exception>
    public async Task<IReadOnlyList<string>> RollbackAsync(string target, CancellationToken cancellationToken)
    {
        await using var turn = await BeginAsync(cancellationToken);
        var applied = (await db.Database.GetAppliedMigrationsAsync(cancellationToken)).ToList();
        var last = target == Migration.InitialDatabase ? -1 : applied.FindIndex(name => IsNamed(name, target));
        if (last < 0 && target != Migration.InitialDatabase)
            throw new ArgumentException($"The database has no migration '{target}'. It has: {string.Join(", ", applied)}.", nameof(target));
        string[] undone = [.. applied.Skip(last + 1).Reverse()];
        if (undone.Length > 0)
            await ChangeAsync(last < 0 ? Migration.InitialDatabase : applied[last], cancellationToken);
        return undone;
    }

    /// <summary>Every migration, in order, and whether the database has it.</summary>
    public async Task<IReadOnlyList<MigrationState>> GetStatusAsync(CancellationToken cancellationToken)
    {
        await PrepareAsync(cancellationToken);
        var applied = (await db.Database.GetAppliedMigrationsAsync(cancellationToken)).ToHashSet(StringComparer.Ordinal);
        return [.. db.Database.GetMigrations().Select(name => new MigrationState(name, applied.Contains(name)))];
    }

    /// <summary>The statements of all migrations, for those who apply them by hand.</summary>
    /// <param name="idempotent">Whether the script may run on a database that has some of them; not to be had for SQLite.</param>
    /// <exception cref="NotSupportedException">It is not to be had for this database.</exception>
    public string Script(bool idempotent) => db.GetService<IMigrator>().GenerateScript(
        options: idempotent ? MigrationsSqlGenerationOptions.Idempotent : MigrationsSqlGenerationOptions.Default);

    private async Task<IAsyncDisposable> BeginAsync(CancellationToken cancellationToken)
    {
        await PrepareAsync(cancellationToken);
        return options.Database.Provider == DatabaseProvider.Sqlite
            ? await SqliteFileLock.TakeAsync(options.Database.ConnectionString, cancellationToken)
            : await PostgreSqlDatabase.LockAsync(options.Database.ConnectionString, cancellationToken);
    }

    private async Task PrepareAsync(CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(options.DataDirectory);
        if (options.Database.Provider == DatabaseProvider.PostgreSql)
            await PostgreSqlDatabase.CreateIfMissingAsync(options.Database.ConnectionString, cancellationToken);
    }

    private async Task ChangeAsync(string? target, CancellationToken cancellationToken)
    {
        await using var lifted = await db.LiftStatementTimeoutAsync(cancellationToken);
        if (options.Database.Provider == DatabaseProvider.PostgreSql)
        {
            await db.Database.MigrateAsync(target, cancellationToken);
            return;
        }

        var copy = await SqliteCopy.MakeAsync(options.Database.ConnectionString, cancellationToken);
        try
        {
            await ChangeSqliteAsync(target, cancellationToken);
        }
        catch
        {
            // Some changes of SQLite's schema cannot be part of a transaction.
            await db.Database.GetDbConnection().CloseAsync();
            copy.PutBack();
            throw;
        }

        copy.Discard();
    }

    private async Task ChangeSqliteAsync(string? target, CancellationToken cancellationToken)
    {
        // EF Core's own lock is a row: a process that was killed leaves it, and everybody would wait forever. Ours is held.
        await db.Database.ExecuteSqlAsync($"DROP TABLE IF EXISTS __EFMigrationsLock", cancellationToken);
        try
        {
            foreach (var step in await StepsAsync(target, cancellationToken))
            {
                // Dropping a table deletes its rows one by one, also those that others of the same table refer to. Before each
                // step: one that makes a table anew, to be rid of a column, leaves the check switched on.
                await db.Database.ExecuteSqlAsync($"PRAGMA foreign_keys = OFF", cancellationToken);
                await db.Database.MigrateAsync(step, cancellationToken);
            }

            var broken = await db.Database.SqlQuery<string>($"""SELECT "table" AS "Value" FROM pragma_foreign_key_check""").ToListAsync(cancellationToken);
            if (broken.Count > 0)
                throw new InvalidOperationException($"The migration leaves references to rows that are not there, in {string.Join(", ", broken.Distinct(StringComparer.Ordinal))}.");
        }
        finally
        {
            await db.Database.ExecuteSqlAsync($"PRAGMA foreign_keys = ON", CancellationToken.None);
        }
    }

    /// <summary>What to migrate to, one after the other, so that each step applies or takes back one migration.</summary>
    private async Task<string[]> StepsAsync(string? target, CancellationToken cancellationToken)
    {
        var all = db.Database.GetMigrations().ToList();
        if (target is null)
            return [.. await db.Database.GetPendingMigrationsAsync(cancellationToken)];
        var applied = (await db.Database.GetAppliedMigrationsAsync(cancellationToken)).ToHashSet(StringComparer.Ordinal);
        return [.. all.Skip(all.IndexOf(target) + 1).Where(applied.Contains).Reverse().Select(name => all.IndexOf(name) is > 0 and var place ? all[place - 1] : Migration.InitialDatabase)];
    }

    private static bool IsNamed(string migration, string name) =>
        migration.Equals(name, StringComparison.OrdinalIgnoreCase) || migration.EndsWith($"_{name}", StringComparison.OrdinalIgnoreCase);

    [LoggerMessage(Level = LogLevel.Information, Message = "Applied {Count} migrations, up to {Last}")]
    private static partial void LogMigrated(ILogger logger, int count, string last);
}
