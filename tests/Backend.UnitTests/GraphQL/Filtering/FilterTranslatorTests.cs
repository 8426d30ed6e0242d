using Backend.GraphQL;
using Microsoft.EntityFrameworkCore;
using Snapshooter.Xunit;

namespace Backend.UnitTests.GraphQL.Filtering;

/// <summary>Every comparator, in memory and as SQLite answers it: the two agree on the books that pass.</summary>
public sealed class FilterTranslatorTests : IAsyncLifetime
{
    private Library library = null!;

    public async Task InitializeAsync() => library = await Library.OpenAsync();

    public async Task DisposeAsync() => await library.DisposeAsync();

    public static TheoryData<string, BookFilter, int[]> Filters => new()
    {
        { "nothing", new() { }, [1, 2, 3, 4] },
        { "id eq", new() { Id = new() { Eq = Library.Id(2) } }, [2] },
        { "id neq", new() { Id = new() { Neq = Library.Id(2) } }, [1, 3, 4] },
        { "id in", new() { Id = new() { In = [Library.Id(2), Library.Id(4), Library.Id(99)] } }, [2, 4] },
        { "id nin", new() { Id = new() { Nin = [Library.Id(2), Library.Id(4)] } }, [1, 3] },
        { "text eq", new() { Title = new() { Eq = "Alpha" } }, [1] },
        { "text eq of another case", new() { Title = new() { Eq = "alpha" } }, [] },
        { "text neq", new() { Title = new() { Neq = "Alpha" } }, [2, 3, 4] },
        { "text neq lets null through", new() { Subtitle = new() { Neq = "Of beta" } }, [1, 3, 4] },
        { "text in", new() { Title = new() { In = ["Alpha", "gamma_1"] } }, [1, 4] },
        { "text in nothing", new() { Title = new() { In = [] } }, [] },
        { "text nin nothing", new() { Title = new() { Nin = [] } }, [1, 2, 3, 4] },
        { "text nin lets null through", new() { Subtitle = new() { Nin = ["Of beta"] } }, [1, 3, 4] },
        { "text eqIgnoreCase", new() { Title = new() { EqIgnoreCase = "ALPHA" } }, [1] },
        { "text contains", new() { Title = new() { Contains = "a" } }, [1, 2, 3, 4] },
        { "text contains case", new() { Title = new() { Contains = "A" } }, [1, 3] },
        { "text containsIgnoreCase", new() { Title = new() { ContainsIgnoreCase = "PHA" } }, [1, 3] },
        { "text contains a wildcard as itself", new() { Title = new() { Contains = "0%" } }, [2] },
        { "text contains an underscore as itself", new() { Title = new() { ContainsIgnoreCase = "A_1" } }, [4] },
        { "text startsWith", new() { Title = new() { StartsWith = "Alpha" } }, [1, 3] },
        { "text startsWith case", new() { Title = new() { StartsWith = "alpha" } }, [] },
        { "text endsWith", new() { Title = new() { EndsWith = "ger" } }, [3] },
        { "text endsWith case", new() { Title = new() { EndsWith = "GER" } }, [] },
        { "text eqIgnoreCase beyond ASCII", new() { Title = new() { EqIgnoreCase = "alphabet äRGER" } }, [3] },
        { "text containsIgnoreCase beyond ASCII", new() { Title = new() { ContainsIgnoreCase = "Är" } }, [3] },
        { "text of null where case is ignored", new() { Subtitle = new() { ContainsIgnoreCase = "OF" } }, [2, 4] },
        { "text isNull", new() { Subtitle = new() { IsNull = true } }, [1, 3] },
        { "text is not null", new() { Subtitle = new() { IsNull = false } }, [2, 4] },
        { "number eq", new() { Pages = new() { Eq = 100 } }, [1] },
        { "number neq", new() { Pages = new() { Neq = 100 } }, [2, 3, 4] },
        { "number range", new() { Pages = new() { Gt = 50, Lte = 200 } }, [1, 2] },
        { "number lt", new() { Pages = new() { Lt = 100 } }, [4] },
        { "number gte", new() { Pages = new() { Gte = 100 } }, [1, 2] },
        { "number in", new() { Pages = new() { In = [50, 200] } }, [2, 4] },
        { "number nin", new() { Pages = new() { Nin = [50, 200] } }, [1, 3] },
        { "number isNull", new() { Pages = new() { IsNull = true } }, [3] },
        { "boolean eq", new() { IsLent = new() { Eq = true } }, [2, 4] },
        { "boolean neq", new() { IsLent = new() { Neq = true } }, [1, 3] },
        { "enum eq", new() { Genre = new() { Eq = Genre.Poetry } }, [2] },
        { "enum neq", new() { Genre = new() { Neq = Genre.Poetry } }, [1, 3, 4] },
        { "enum in", new() { Genre = new() { In = [Genre.Poetry, Genre.Essay] } }, [2, 3] },
        { "enum nin", new() { Genre = new() { Nin = [Genre.Poetry, Genre.Essay] } }, [1, 4] },
        { "date eq today", new() { DueDate = new() { Eq = Day("P0D") } }, [1] },
        { "date lt in two weeks", new() { DueDate = new() { Lt = Day("P2W") } }, [1, 4] },
        { "date lte in two weeks", new() { DueDate = new() { Lte = Day("P2W") } }, [1, 2, 4] },
        { "date gt a day", new() { DueDate = new() { Gt = new DateOrDuration(new DateOnly(2026, 6, 1), default) } }, [1, 2] },
        { "date isNull", new() { DueDate = new() { IsNull = true } }, [3] },
        { "time gte an hour ago", new() { LentAt = new() { Gte = Time("-PT1H") } }, [1] },
        { "time lt an hour ago", new() { LentAt = new() { Lt = Time("-PT1H") } }, [2] },
        { "time eq", new() { LentAt = new() { Eq = Time("-PT2H") } }, [2] },
        { "time isNull", new() { LentAt = new() { IsNull = true } }, [3, 4] },
        { "all conditions of one filter", new() { IsLent = new() { Eq = true }, Genre = new() { Eq = Genre.Novel } }, [4] },
        { "and", new() { And = [new() { IsLent = new() { Eq = true } }, new() { Genre = new() { Eq = Genre.Poetry } }] }, [2] },
        { "or", new() { Or = [new() { Title = new() { Eq = "Alpha" } }, new() { Genre = new() { Eq = Genre.Poetry } }] }, [1, 2] },
        { "or beside a condition", new() { IsLent = new() { Eq = true }, Or = [new() { Title = new() { Eq = "Alpha" } }, new() { Genre = new() { Eq = Genre.Poetry } }] }, [2] },
        { "or of nothing", new() { Or = [] }, [1, 2, 3, 4] },
        { "or with an alternative that everything passes", new() { Or = [new() { Title = new() { Eq = "Alpha" } }, new() { }] }, [1, 2, 3, 4] },
        { "not", new() { Not = new() { IsLent = new() { Eq = true } } }, [1, 3] },
        { "not everything", new() { Not = new() { } }, [] },
        { "not of null", new() { Not = new() { Pages = new() { Gt = 60 } } }, [3, 4] },
        { "nested", new() { Not = new() { Or = [new() { And = [new() { Title = new() { StartsWith = "Alpha" } }, new() { Pages = new() { IsNull = true } }] }, new() { IsLent = new() { Eq = true } }] } }, [1] },
        { "object", new() { Author = new() { Name = new() { Eq = "Ursula" } } }, [1, 3] },
        { "object not", new() { Author = new() { Not = new() { Name = new() { Eq = "Ursula" } } } }, [2, 4] },
        { "object of nothing", new() { Author = new() { } }, [1, 2, 3, 4] },
        { "list some", new() { Tags = new() { Some = new() { Name = new() { Eq = "red" } } } }, [1, 2] },
        { "list some of any kind", new() { Tags = new() { Some = new() { } } }, [1, 2, 3] },
        { "list none", new() { Tags = new() { None = new() { Name = new() { Eq = "red" } } } }, [3, 4] },
        { "list none of any kind", new() { Tags = new() { None = new() { } } }, [4] },
        { "list every", new() { Tags = new() { Every = new() { Name = new() { Eq = "red" } } } }, [1, 4] },
        { "not some", new() { Not = new() { Tags = new() { Some = new() { Name = new() { Eq = "blue" } } } } }, [1, 4] },
        { "reference", new() { Owner = new() { Name = new() { Eq = "Italo" } } }, [2] },
        { "reference is null", new() { Owner = new() { IsNull = true } }, [3, 4] },
        { "reference is not null", new() { Owner = new() { IsNull = false } }, [1, 2] },
        { "reference of nothing", new() { Owner = new() { } }, [1, 2, 3, 4] },
        { "not reference", new() { Not = new() { Owner = new() { Name = new() { Eq = "Italo" } } } }, [1, 3, 4] },
    };

    [Theory]
    [MemberData(nameof(Filters))]
    public async Task Filter_passes_the_same_books_in_memory_and_in_sql(string name, BookFilter filter, int[] expected)
    {
        var ids = expected.Select(Library.Id).ToArray();
        var found = await library.Books.Where(filter, Translator(library.Authors)).Select(book => book.Id).ToListAsync();
        Assert.True(ids.Order().SequenceEqual(found.Order()), $"{name}: in SQL {string.Join(' ', found)}");

        var books = await library.Books.Include(book => book.Author).Include(book => book.Tags).AsSplitQuery().ToListAsync();
        if (ReadsNullText(filter))
            return;
        var inMemory = books.AsQueryable().Where(filter, Translator((await library.Authors.ToListAsync()).AsQueryable())).Select(book => book.Id);
        Assert.True(ids.Order().SequenceEqual(inMemory.Order()), $"{name}: in memory");
    }

    [Fact]
    public void Sql_holds_values_as_parameters_and_references_as_subqueries()
    {
        var filter = new BookFilter
        {
            Title = new() { ContainsIgnoreCase = "O'Hara; drop table", StartsWith = "x" },
            Pages = new() { In = [1, 2, 3], Lt = 7 },
            DueDate = new() { Lt = Day("P2W") },
            Author = new() { Name = new() { Eq = "Italo" } },
            Tags = new() { Some = new() { Name = new() { Eq = "red" } }, Every = new() { Name = new() { Neq = "blue" } } },
            Owner = new() { Name = new() { Eq = "Ursula" } },
            Or = [new() { IsLent = new() { Eq = true } }, new() { Not = new() { Genre = new() { In = [Genre.Poetry] } } }],
        };
        Snapshot.Match(library.Books.Where(filter, Translator(library.Authors)).Select(book => book.Id).ToQueryString());
    }

    [Fact]
    public async Task Two_values_of_one_condition_share_a_statement_text()
    {
        string Sql(string title) => library.Books.Where(new BookFilter { Title = new() { Eq = title } }, Translator(library.Authors)).ToQueryString();
        static string Body(string sql) => sql[sql.IndexOf("SELECT", StringComparison.Ordinal)..];
        Assert.Equal(Body(Sql("Alpha")), Body(Sql("Beta")));
        Assert.Empty(await library.Books.Where(new BookFilter { Title = new() { Eq = "' OR 1=1 --" } }, Translator(library.Authors)).ToListAsync());
    }

    private static BookFilterTranslator Translator(IQueryable<Author> owners) => new(Library.Clock, new Owners(owners, Library.Clock));

    // A database compares a missing text with nothing; .NET would throw.
    private static bool ReadsNullText(BookFilter filter) => filter.Subtitle is { ContainsIgnoreCase: not null };

    private static DateOrDuration Day(string text) => new(null, Duration(text));

    private static DateTimeOrDuration Time(string text) => new(null, Duration(text));

    private static IsoDuration Duration(string text) =>
        IsoDuration.TryParse(text, out var duration) ? duration : throw new FormatException(text);
}
