using Backend.GraphQL;
using Backend.Platform.Events;
using Backend.Platform.Live;
using Backend.Platform.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace Backend.UnitTests.Platform;

/// <summary>A change feed over a database of its own, without any module. Its time stands still.</summary>
internal sealed class FeedDatabase : IAsyncDisposable
{
    public static readonly Guid Workspace = new("00000000-0000-7000-8000-000000000001");

    private readonly PersistenceOptions persistence = new() { DataDirectory = Directory.CreateTempSubdirectory("backend-feed-").FullName };
    private readonly ServiceProvider services;
    private long last;

    private FeedDatabase() => services = new ServiceCollection()
        .AddLogging()
        .AddSingleton<TimeProvider>(Clock)
        .AddPersistence(persistence)
        // The model depends on the modules: it must not be shared with tests that take others.
        .ConfigureDbContext<BackendDbContext>(options => options.EnableServiceProviderCaching(false))
        .AddSingleton<FeedPace>()
        .AddSingleton<FeedHub>()
        .AddTransient<StreamBounds>()
        .AddTransient<ChangeFeed>()
        .BuildServiceProvider(validateScopes: true);

    public FakeTimeProvider Clock { get; } = new();

    public ChangeFeed Feed => services.GetRequiredService<ChangeFeed>();

    public FeedSignal Signal => services.GetRequiredService<FeedSignal>();

    public static async Task<FeedDatabase> CreateAsync(int events)
    {
        var database = new FeedDatabase();
        await using (var scope = database.services.CreateAsyncScope())
        {
            var db = scope.ServiceProvider.GetRequiredService<BackendDbContext>();
            await db.Database.OpenConnectionAsync();
            await using var create = db.Database.GetDbConnection().CreateCommand();
            create.CommandText = db.Database.GenerateCreateScript();
            await create.ExecuteNonQueryAsync();
        }

        await database.AppendAsync(events);
        return database;
    }

    /// <summary>Writes so many events as another process would: nobody here is woken.</summary>
    public async Task AppendAsync(int count)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<BackendDbContext>();
        await using var write = await db.BeginWriteAsync(CancellationToken.None);
        // The counter is the feed's head, as every writer takes it.
        if (count > 0)
            await db.TakeAsync(Workspace, "events", count, CancellationToken.None);
        for (var index = 0; index < count; index++)
        {
            db.Add(new PlatformEvent
            {
                WorkspaceId = Workspace,
                Sequence = ++last,
                Type = "thing.changed",
                Subject = Workspace,
                Data = "{}",
                OccurredAt = Clock.GetUtcNow(),
            });
        }

        await db.SaveChangesAsync();
        await db.Database.CurrentTransaction!.CommitAsync();
    }

    /// <summary>Purges what is older than so many days.</summary>
    public async Task<int> PurgeAsync(int retentionDays)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<BackendDbContext>();
        return await new EventRetention(db, Options.Create(new EventRetentionOptions { RetentionDays = retentionDays }), Clock).RunAsync(CancellationToken.None);
    }

    /// <summary>A page of the log, of which the viewer may know everything.</summary>
    public async Task<ChangePage> ReadAsync(long since, int count)
    {
        await using var scope = services.CreateAsyncScope();
        return await new ChangeLog(scope.ServiceProvider.GetRequiredService<BackendDbContext>(), [new Everybody()])
            .ReadAsync(Workspace, new SyncId(since), count, CancellationToken.None);
    }

    private sealed class Everybody : IChangeAudience
    {
        public IReadOnlyList<string> Prefixes { get; } = ["thing."];

        public Task<IReadOnlyList<VisibleChange>> SelectAsync(IReadOnlyList<PlatformEvent> events, CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyList<VisibleChange>>([.. events.Select(change => new VisibleChange(change, "Thing", change.Type, []))]);
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(persistence.DataDirectory, recursive: true);
    }
}
