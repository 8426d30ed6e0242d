using Backend.Platform.Persistence;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Backend.UnitTests.Platform;

/// <summary>Statements that stay prepared with their connection.</summary>
public sealed class SqliteStatementsTests : IAsyncLifetime
{
    // Counts for minutes where nothing ends it.
    private const string Endless =
        "SELECT (WITH RECURSIVE numbers(number) AS (SELECT 1 UNION ALL SELECT number + 1 FROM numbers WHERE number < 100000000000) SELECT count(*) FROM numbers) AS Value";

    private readonly SqliteConnection connection = new("Data Source=:memory:");

    public Task InitializeAsync() => connection.OpenAsync();

    public async Task DisposeAsync() => await connection.DisposeAsync();

    [Fact]
    public async Task Cancelled_statement_ends_within_the_database_and_the_connection_goes_on()
    {
        await using var db = Open();
        using var impatient = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));
        var running = Task.Run(() => db.Database.SqlQueryRaw<long>(Endless).ToListAsync(impatient.Token), CancellationToken.None);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running.WaitAsync(TimeSpan.FromSeconds(20)));
        Assert.True(running.IsCompleted, "The statement still runs.");
        Assert.Equal([7L], await db.Database.SqlQueryRaw<long>("SELECT 7 AS Value").ToListAsync());
    }

    [Fact]
    public async Task Cancelling_what_has_ended_leaves_the_next_statement_alone()
    {
        await using var db = Open();
        using var source = new CancellationTokenSource();
        Assert.Equal([1L], await db.Database.SqlQueryRaw<long>("SELECT 1 AS Value").ToListAsync(source.Token));
        await source.CancelAsync();
        Assert.Equal([2L], await db.Database.SqlQueryRaw<long>("SELECT 2 AS Value").ToListAsync());
    }

    private DbContext Open() => new(new DbContextOptionsBuilder().UseSqlite(connection).AddInterceptors(new SqliteStatements()).Options);
}
