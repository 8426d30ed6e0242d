using Backend.GraphQL;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Backend.UnitTests.GraphQL;

/// <summary>Pages cut by keyset, on SQLite: every order and direction gives all rows once, in order.</summary>
public sealed class KeysetTests : IAsyncLifetime
{
    private readonly SqliteConnection connection = new("Data Source=:memory:");
    private PageContext db = null!;

    public async Task InitializeAsync()
    {
        await connection.OpenAsync();
        db = new PageContext(new DbContextOptionsBuilder<PageContext>().UseSqlite(connection).UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking).Options);
        await using var create = connection.CreateCommand();
        create.CommandText = db.Database.GenerateCreateScript();
        await create.ExecuteNonQueryAsync();
        for (var number = 0; number < 25; number++)
        {
            db.Add(new Leaf
            {
                Id = new Guid(number * 7919 % 25, 1, 1, new byte[8]),
                Name = $"leaf {number % 4}",
                Weight = number % 5 == 0 ? null : number % 3,
                Day = number % 6 == 0 ? null : new DateOnly(2026, 1, 1 + number % 7),
                TreeId = new Guid(number % 3, 2, 2, new byte[8]),
            });
        }

        await db.SaveChangesAsync();
    }

    public async Task DisposeAsync()
    {
        await db.DisposeAsync();
        await connection.DisposeAsync();
    }

    public static TheoryData<SortDirection, int> Orders => new()
    {
        { SortDirection.Asc, 4 }, { SortDirection.Desc, 4 }, { SortDirection.Asc, 1 }, { SortDirection.Desc, 7 }, { SortDirection.Asc, 25 }, { SortDirection.Desc, 26 },
    };

    [Theory]
    [MemberData(nameof(Orders))]
    public async Task Forward_pages_give_every_row_once_in_order(SortDirection direction, int size)
    {
        var seen = new List<Leaf>();
        string? after = null;
        do
        {
            var page = await db.Leaves.ToConnectionAsync(PageArguments.Create(size, after, null, null, includeTotalCount: true), Keys(direction), default);
            Assert.Equal(25, page.TotalCount);
            Assert.Equal(after is not null, page.PageInfo.HasPreviousPage);
            seen.AddRange(page.Nodes);
            after = page.PageInfo.HasNextPage ? page.PageInfo.EndCursor : null;
        }
        while (after is not null);
        Assert.Equal(Expected(direction), seen.Select(leaf => leaf.Id));
    }

    [Theory]
    [MemberData(nameof(Orders))]
    public async Task Backward_pages_give_every_row_once_in_order(SortDirection direction, int size)
    {
        var seen = new List<Leaf>();
        string? before = null;
        do
        {
            var page = await db.Leaves.ToConnectionAsync(PageArguments.Create(null, null, size, before), Keys(direction), default);
            seen.InsertRange(0, page.Nodes);
            before = page.PageInfo.HasPreviousPage ? page.PageInfo.StartCursor : null;
        }
        while (before is not null);
        Assert.Equal(Expected(direction), seen.Select(leaf => leaf.Id));
    }

    [Theory]
    [InlineData(SortDirection.Asc)]
    [InlineData(SortDirection.Desc)]
    public async Task Pages_by_key_are_the_pages_of_each_key(SortDirection direction)
    {
        var pages = await db.Leaves.ToConnectionsByKeyAsync(
            leaf => leaf.TreeId, leaf => leaf, PageArguments.Create(3, null, null, null, includeTotalCount: true), Keys(direction), default);
        Assert.Equal(3, pages.Count);
        foreach (var (tree, page) in pages)
        {
            var alone = await db.Leaves.Where(leaf => leaf.TreeId == tree).ToConnectionAsync(
                PageArguments.Create(3, null, null, null, includeTotalCount: true), Keys(direction), default);
            Assert.Equal(alone.Edges, page.Edges);
            Assert.Equal(alone.PageInfo, page.PageInfo);
            Assert.Equal(alone.TotalCount, page.TotalCount);
        }
    }

    [Fact]
    public async Task Cursor_of_another_order_is_refused()
    {
        var page = await db.Leaves.ToConnectionAsync(PageArguments.Create(3, null, null, null), Keys(SortDirection.Asc), default);
        await Assert.ThrowsAsync<BadUserInputException>(() =>
            db.Leaves.ToConnectionAsync(PageArguments.Create(3, page.PageInfo.EndCursor, null, null), Keys(SortDirection.Desc), default));
    }

    private static SortKeys<Leaf> Keys(SortDirection direction) => new SortKeys<Leaf>()
        .Add(leaf => leaf.Weight, direction)
        .Add(leaf => leaf.Name)
        .Add(leaf => leaf.Day, direction);

    // Rows without a value come last either way; ids order as SQLite orders their text.
    private IEnumerable<Guid> Expected(SortDirection direction)
    {
        var sign = direction == SortDirection.Asc ? 1 : -1;
        return db.Leaves.AsEnumerable()
            .OrderBy(leaf => leaf.Weight is null).ThenBy(leaf => sign * leaf.Weight)
            .ThenBy(leaf => leaf.Name, StringComparer.Ordinal)
            .ThenBy(leaf => leaf.Day is null).ThenBy(leaf => sign * (leaf.Day?.DayNumber ?? 0))
            .ThenBy(leaf => leaf.Id.ToString().ToUpperInvariant(), StringComparer.Ordinal)
            .Select(leaf => leaf.Id);
    }

    private sealed class PageContext(DbContextOptions<PageContext> options) : DbContext(options)
    {
        public DbSet<Leaf> Leaves => Set<Leaf>();
    }

    private sealed record Leaf : INode
    {
        public Guid Id { get; init; }

        public required string Name { get; init; }

        public int? Weight { get; init; }

        public DateOnly? Day { get; init; }

        public Guid TreeId { get; init; }
    }
}
