using Backend.Platform.Persistence.QueryShapes;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query.Internal;

namespace Backend.UnitTests.Platform.QueryShapes;

/// <summary>A query that is recognised by its shape must never see what an earlier one of the same shape captured.</summary>
public sealed class ShapedQueryCompilerTests : IAsyncLifetime
{
    private readonly SqliteConnection connection = new("Data Source=:memory:");

    public async Task InitializeAsync()
    {
        await connection.OpenAsync();
        await using var db = Open();
        await db.Database.ExecuteSqlRawAsync("CREATE TABLE Notes (Id INTEGER PRIMARY KEY, Owner TEXT NOT NULL, Text TEXT NULL, Tenant INTEGER NOT NULL)");
        for (var id = 1; id <= 6; id++)
            db.Add(new Note { Id = id, Owner = id % 2 == 0 ? "ada" : "grace", Text = id % 3 == 0 ? null : $"note {id}", Tenant = id > 4 ? 2 : 1 });
        await db.SaveChangesAsync();
    }

    public async Task DisposeAsync() => await connection.DisposeAsync();

    [Fact]
    public async Task Captured_values_are_those_of_the_query_at_hand()
    {
        await using var db = Open();
        Assert.Equal([2, 4], await OwnedAsync(db, "ada", 10));
        Assert.Equal([1, 3], await OwnedAsync(db, "grace", 10));
        Assert.Equal([1], await OwnedAsync(db, "grace", 2));
    }

    [Fact]
    public async Task Values_of_a_captured_query_are_those_of_the_query_at_hand()
    {
        await using var db = Open();
        foreach (var (owner, expected) in new[] { ("ada", new[] { 2, 4 }), ("grace", [1, 3]), ("nobody", []) })
        {
            var visible = Visible(db, owner);
            Assert.Equal(expected, await db.Notes.Where(note => visible.Contains(note.Id)).OrderBy(note => note.Id).Select(note => note.Id).ToListAsync());
        }
    }

    [Fact]
    public async Task Query_filter_reads_the_context_at_hand()
    {
        for (var tenant = 1; tenant <= 2; tenant++)
        {
            await using var db = Open();
            db.Tenant = tenant;
            Assert.Equal(tenant == 1 ? 4 : 2, await db.Notes.CountAsync());
        }
    }

    [Fact]
    public async Task Null_and_value_are_told_apart()
    {
        await using var db = Open();
        foreach (var (text, count) in new (string?, int)[] { ("note 1", 1), (null, 1), ("note 2", 1), (null, 1) })
            Assert.Equal(count, await db.Notes.CountAsync(note => note.Text == text));
    }

    [Fact]
    public async Task Constants_and_members_belong_to_the_shape()
    {
        await using var db = Open();
        Assert.Equal(2, await db.Notes.CountAsync(note => note.Id > 2));
        Assert.Equal(1, await db.Notes.CountAsync(note => note.Id > 3));
        Assert.Equal(2, await db.Notes.CountAsync(note => note.Tenant == 1 && note.Id > 2));
        Assert.Equal(["ada", "grace"], await db.Notes.Select(note => note.Owner).Distinct().OrderBy(owner => owner).ToListAsync());
    }

    [Fact]
    public async Task Lists_of_any_length_share_a_shape()
    {
        await using var db = Open();
        for (var length = 0; length <= 4; length++)
        {
            List<int> ids = [.. Enumerable.Range(1, length)];
            Assert.Equal(length, await db.Notes.CountAsync(note => ids.Contains(note.Id)));
        }
    }

    [Fact]
    public async Task Tracking_belongs_to_the_shape()
    {
        await using var db = Open();
        db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
        _ = await db.Notes.Where(note => note.Id == 1).SingleAsync();
        Assert.Empty(db.ChangeTracker.Entries());
        db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.TrackAll;
        _ = await db.Notes.Where(note => note.Id == 1).SingleAsync();
        Assert.Single(db.ChangeTracker.Entries());
    }

    [Fact]
    public async Task What_is_computed_of_captured_values_is_computed_each_time()
    {
        await using var db = Open();
        foreach (var owner in new[] { " ada!", "grace " })
            Assert.Equal(2, await db.Notes.CountAsync(note => note.Owner == owner.Trim().Replace("!", "", StringComparison.Ordinal)));
    }

    [Fact]
    public void Shape_is_not_known_where_a_value_could_hide()
    {
        var reader = new QueryShapeReader();
        using var db = Open();
        Func<string> owner = () => "ada";
        Assert.False(reader.TryRead(db.Notes.Where(note => note.Owner == owner()).Expression));
        Assert.False(reader.TryRead(db.Notes.Where(note => db.Set<Note>().Any(other => other.Id == note.Id + 1)).Expression));
        Assert.True(reader.TryRead(db.Notes.Where(note => note.Owner == "ada").Expression));
    }

    private static Task<List<int>> OwnedAsync(NoteContext db, string owner, int below) =>
        db.Notes.Where(note => note.Owner == owner && note.Id < below).OrderBy(note => note.Id).Select(note => note.Id).ToListAsync();

    private static IQueryable<int> Visible(NoteContext db, string owner) => db.Notes.Where(note => note.Owner == owner).Select(note => note.Id);

#pragma warning disable EF1001 // What is tested takes the place of an internal service.
    private NoteContext Open() => new(new DbContextOptionsBuilder<NoteContext>()
        .UseSqlite(connection)
        .ReplaceService<IQueryCompiler, ShapedQueryCompiler>()
        .Options);
#pragma warning restore EF1001

    private sealed class NoteContext(DbContextOptions<NoteContext> options) : DbContext(options)
    {
        public DbSet<Note> Notes => Set<Note>();

        public int Tenant { get; set; } = 1;

        protected override void OnModelCreating(ModelBuilder modelBuilder) =>
            modelBuilder.Entity<Note>().HasQueryFilter(note => note.Tenant == Tenant);
    }

    private sealed class Note
    {
        public int Id { get; set; }

        public string Owner { get; set; } = string.Empty;

        public string? Text { get; set; }

        public int Tenant { get; set; }
    }
}
