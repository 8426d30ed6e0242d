using Backend.Platform.Caching;
using Backend.Platform.Persistence;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace Backend.UnitTests.Platform;

/// <summary>What is kept while nothing is committed.</summary>
public sealed class UnchangedCacheTests : IAsyncLifetime
{
    private readonly PersistenceOptions persistence = new() { DataDirectory = Directory.CreateTempSubdirectory("backend-kept-").FullName };
    private ServiceProvider services = null!;
    private AsyncServiceScope scope;
    private int reads;

    private DataVersion Version => services.GetRequiredService<DataVersion>();

    private BackendDbContext Db => scope.ServiceProvider.GetRequiredService<BackendDbContext>();

    public async Task InitializeAsync()
    {
        await CommitAsync("PRAGMA journal_mode = WAL; CREATE TABLE things (name TEXT)");
        services = new ServiceCollection()
            .AddLogging()
            .AddSingleton(TimeProvider.System)
            .AddPersistence(persistence)
            // The model depends on the modules: it must not be shared with tests that take others.
            .ConfigureDbContext<BackendDbContext>(options => options.EnableServiceProviderCaching(false))
            .BuildServiceProvider(validateScopes: true);
        scope = services.CreateAsyncScope();
    }

    public async Task DisposeAsync()
    {
        await scope.DisposeAsync();
        await services.DisposeAsync();
        Directory.Delete(persistence.DataDirectory, recursive: true);
    }

    [Fact]
    public async Task Value_is_read_once_until_another_connection_commits()
    {
        var cache = new UnchangedCache<string, string>(Version);
        Assert.Equal("read 1", await GetAsync(cache));
        Assert.Equal("read 1", await GetAsync(cache));

        await CommitAsync("INSERT INTO things VALUES ('one')");

        Assert.Equal("read 2", await GetAsync(cache));
        Assert.Equal("read 2", await GetAsync(cache));
    }

    [Fact]
    public async Task Rolled_back_write_changes_nothing()
    {
        var cache = new UnchangedCache<string, string>(Version);
        Assert.Equal("read 1", await GetAsync(cache));

        await CommitAsync("BEGIN; INSERT INTO things VALUES ('one'); ROLLBACK");

        Assert.Equal("read 1", await GetAsync(cache));
    }

    [Fact]
    public async Task What_was_read_while_another_committed_is_not_kept()
    {
        var cache = new UnchangedCache<string, string>(Version);
        await cache.GetAsync(Db, "key", async () =>
        {
            await CommitAsync("INSERT INTO things VALUES ('one')");
            return "perhaps from before";
        });

        Assert.Equal("read 1", await GetAsync(cache));
    }

    [Fact]
    public async Task Within_a_transaction_everything_is_read()
    {
        var cache = new UnchangedCache<string, string>(Version);
        Assert.Equal("read 1", await GetAsync(cache));

        await using (await Db.Database.BeginTransactionAsync())
            Assert.Equal("read 2", await GetAsync(cache));

        Assert.Equal("read 1", await GetAsync(cache));
    }

    [Fact]
    public async Task Database_without_a_version_keeps_nothing()
    {
        var cache = new UnchangedCache<string, string>(new NoVersion());
        Assert.Equal("read 1", await GetAsync(cache));
        Assert.Equal("read 2", await GetAsync(cache));
    }

    private async Task<string?> GetAsync(UnchangedCache<string, string> cache) =>
        await cache.GetAsync(Db, "key", () => Task.FromResult<string?>($"read {++reads}"));

    private async Task CommitAsync(string sql)
    {
        await using var other = new SqliteConnection(persistence.Database.ConnectionString);
        await other.OpenAsync();
        await using var command = other.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }

    private sealed class NoVersion : DataVersion
    {
        public override long? Read() => null;
    }
}
