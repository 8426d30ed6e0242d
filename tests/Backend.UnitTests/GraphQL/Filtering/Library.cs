using Backend.GraphQL;
using Backend.Platform.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Microsoft.Extensions.Time.Testing;

namespace Backend.UnitTests.GraphQL.Filtering;

public enum Genre
{
    Novel,
    Poetry,
    Essay,
}

public sealed class Author
{
    public Guid Id { get; init; }

    public required string Name { get; init; }
}

public sealed class Tag
{
    public int Id { get; init; }

    public required string Name { get; init; }
}

public sealed class Book
{
    public Guid Id { get; init; }

    public required string Title { get; init; }

    public string? Subtitle { get; init; }

    public int? Pages { get; init; }

    public bool IsLent { get; init; }

    public Genre Genre { get; init; }

    public DateOnly? DueDate { get; init; }

    public DateTimeOffset? LentAt { get; init; }

    public Guid? OwnerId { get; init; }

    public required Author Author { get; init; }

    public List<Tag> Tags { get; init; } = [];
}

public sealed record BookFilter : FilterInput<BookFilter>
{
    public IdComparator? Id { get; init; }

    public StringComparator? Title { get; init; }

    public StringComparator? Subtitle { get; init; }

    public IntComparator? Pages { get; init; }

    public BooleanComparator? IsLent { get; init; }

    public EnumComparator<Genre>? Genre { get; init; }

    public DateComparator? DueDate { get; init; }

    public DateTimeComparator? LentAt { get; init; }

    public AuthorFilter? Author { get; init; }

    public ListFilter<TagFilter>? Tags { get; init; }

    public OwnerFilter? Owner { get; init; }
}

public sealed record AuthorFilter : FilterInput<AuthorFilter>
{
    public StringComparator? Name { get; init; }
}

public sealed record TagFilter : FilterInput<TagFilter>
{
    public StringComparator? Name { get; init; }
}

public sealed record OwnerFilter : ReferenceFilterInput<OwnerFilter>
{
    public StringComparator? Name { get; init; }
}

internal sealed class AuthorFilterTranslator(TimeProvider clock) : FilterTranslator<AuthorFilter, Author>(clock)
{
    protected override void Translate(AuthorFilter filter, Predicates<Author> where) => where.Add(filter.Name, author => author.Name);
}

internal sealed class TagFilterTranslator(TimeProvider clock) : FilterTranslator<TagFilter, Tag>(clock)
{
    protected override void Translate(TagFilter filter, Predicates<Tag> where) => where.Add(filter.Name, tag => tag.Name);
}

/// <summary>Another module's objects: here the authors play the owners.</summary>
internal sealed class Owners(IQueryable<Author> owners, TimeProvider clock) : IReferenceFilter<OwnerFilter>
{
    public IQueryable<Guid> Matching(OwnerFilter filter)
    {
        var where = new Predicates<Author>(clock);
        where.Add(filter.Name, owner => owner.Name);
        return (where.All is { } predicate ? owners.Where(predicate) : owners).Select(owner => owner.Id);
    }
}

internal sealed class BookFilterTranslator(TimeProvider clock, IReferenceFilter<OwnerFilter> owners) : FilterTranslator<BookFilter, Book>(clock)
{
    protected override void Translate(BookFilter filter, Predicates<Book> where)
    {
        where.Add(filter.Id, book => book.Id);
        where.Add(filter.Title, book => book.Title);
        where.Add(filter.Subtitle, book => book.Subtitle);
        where.Add(filter.Pages, book => book.Pages);
        where.Add(filter.IsLent, book => book.IsLent);
        where.Add(filter.Genre, book => book.Genre);
        where.Add(filter.DueDate, book => book.DueDate);
        where.Add(filter.LentAt, book => book.LentAt);
        where.AddObject(filter.Author, book => book.Author, new AuthorFilterTranslator(Clock));
        where.AddList(filter.Tags, book => book.Tags, new TagFilterTranslator(Clock));
        where.AddReference(filter.Owner, book => book.OwnerId, owners);
    }

    private TimeProvider Clock { get; } = clock;
}

/// <summary>A few books, in memory and in SQLite alike.</summary>
public sealed class Library : DbContext
{
    public static readonly DateTimeOffset Now = new(2026, 6, 15, 12, 0, 0, TimeSpan.Zero);

    private Library(DbContextOptions<Library> options) : base(options)
    {
    }

    public DbSet<Book> Books => Set<Book>();

    public DbSet<Author> Authors => Set<Author>();

    public static FakeTimeProvider Clock { get; } = new(Now);

    public static async Task<Library> OpenAsync()
    {
        var library = new Library(new DbContextOptionsBuilder<Library>().UseSqlite("Data Source=:memory:").AddInterceptors(new SqlitePragmas()).Options);
        await library.Database.OpenConnectionAsync();
        await using var create = library.Database.GetDbConnection().CreateCommand();
        create.CommandText = library.Database.GenerateCreateScript();
        await create.ExecuteNonQueryAsync();
        var (ursula, italo) = (new Author { Id = Id(11), Name = "Ursula" }, new Author { Id = Id(12), Name = "Italo" });
        var (red, blue) = (new Tag { Id = 1, Name = "red" }, new Tag { Id = 2, Name = "blue" });
        library.AddRange(
            new Book { Id = Id(1), Title = "Alpha", Pages = 100, Author = ursula, OwnerId = ursula.Id, Tags = [red], DueDate = new DateOnly(2026, 6, 15), LentAt = Now },
            new Book { Id = Id(2), Title = "beta 100%", Subtitle = "Of beta", Pages = 200, IsLent = true, Genre = Genre.Poetry, Author = italo, OwnerId = italo.Id, Tags = [red, blue], DueDate = new DateOnly(2026, 6, 29), LentAt = Now.AddHours(-2) },
            new Book { Id = Id(3), Title = "Alphabet Ärger", Genre = Genre.Essay, Author = ursula, Tags = [blue] },
            new Book { Id = Id(4), Title = "gamma_1", Subtitle = "of Gamma", Pages = 50, IsLent = true, Author = italo, DueDate = new DateOnly(2026, 6, 1) });
        await library.SaveChangesAsync();
        library.ChangeTracker.Clear();
        return library;
    }

    public static Guid Id(int number) => new(number, 0, 0, new byte[8]);

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<DateTimeOffsetToBinaryConverter>();

    protected override void OnModelCreating(ModelBuilder modelBuilder) =>
        modelBuilder.Entity<Book>().HasMany(book => book.Tags).WithMany();
}
