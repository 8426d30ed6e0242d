using Backend.Host.Cli;
using Backend.Platform.Errors;
using Backend.Platform.Persistence;
using Npgsql;

namespace Backend.Host;

/// <summary>
/// Brings the database up to date when the server starts. One that does not answer is waited for: the server listens
/// meanwhile, says that it is not ready, and answers <c>UNAVAILABLE</c>.
/// </summary>
internal sealed partial class DatabaseStartup(IServiceProvider services, IHostEnvironment environment, TimeProvider clock, ILogger<DatabaseStartup> logger)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(15);

    /// <summary>Migrates, and seeds a new database in Development; false where the database does not answer.</summary>
    /// <exception cref="ConfigurationException">It answers, but not to us.</exception>
    public async Task<bool> TryAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (await MigrateAsync(cancellationToken) && environment.IsDevelopment())
                await Seeding.RunAsync(services, progress: null, cancellationToken);
            return true;
        }
        catch (PostgresException refused) when (refused.SqlState is ['2', '8', ..] or PostgresErrorCodes.InsufficientPrivilege)
        {
            throw new ConfigurationException($"ConnectionStrings__Database: the server refuses us: {refused.MessageText}. Give a user who may sign in and own the database.");
        }
        catch (Exception error) when (services.GetRequiredService<DatabaseFailures>().Map(error) is not null)
        {
            LogAway(logger, Reason(error));
            return false;
        }
    }

    /// <summary>Tries again until it succeeds.</summary>
    public async Task KeepTryingAsync(CancellationToken cancellationToken)
    {
        for (var pause = FirstPause; ; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            await Task.Delay(pause, clock, cancellationToken);
            if (!await TryAsync(cancellationToken))
                continue;
            LogBack(logger);
            return;
        }
    }

    private async Task<bool> MigrateAsync(CancellationToken cancellationToken)
    {
        await using var scope = services.CreateAsyncScope();
        var migrator = scope.ServiceProvider.GetRequiredService<DatabaseMigrator>();
        var isNew = (await migrator.GetStatusAsync(cancellationToken)).All(migration => !migration.IsApplied);
        await migrator.MigrateAsync(cancellationToken);
        return isNew;
    }

    private static string Reason(Exception error) => error.InnerException is { } inner ? $"{error.Message} ({inner.Message})" : error.Message;

    [LoggerMessage(Level = LogLevel.Error, Message = "The database does not answer: {Reason}. The server is not ready and tries again; see ConnectionStrings__Database")]
    private static partial void LogAway(ILogger logger, string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "The database answers and is up to date")]
    private static partial void LogBack(ILogger logger);
}
