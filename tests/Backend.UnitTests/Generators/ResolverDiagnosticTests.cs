using System.Globalization;
using Microsoft.CodeAnalysis;

namespace Backend.UnitTests.Generators;

public sealed class ResolverDiagnosticTests
{
    [Theory]
    [InlineData("BGQL010", "QueryType", "[AllowAnonymous] public int GetOne() => 1;")]
    [InlineData("BGQL010", "ObjectType<Book>", "public string GetOne([Parent] Book book) => book.Title;")]
    [InlineData("BGQL011", "QueryType", "[AllowAnonymous] internal static int GetOne() => 1;")]
    [InlineData("BGQL011", "QueryType", "[AllowAnonymous] private static int GetOne() => 1;")]
    [InlineData("BGQL011", "QueryType", "[AllowAnonymous] public static int GetOne<T>() => 1;")]
    [InlineData("BGQL011", "QueryType", "[AllowAnonymous] public static int GetOne(ref int number) => 1;")]
    [InlineData("BGQL011", "ObjectType<Book>", "internal static string GetOne([Parent] Book book) => book.Title;")]
    [InlineData("BGQL011", "SubscriptionType", "[AllowAnonymous] [Subscribe(With = nameof(Open))] public static int GetAll() => 1; private static async IAsyncEnumerable<int> Open() { await Task.Yield(); yield return 1; }", "Open")]
    [InlineData("BGQL012", "ObjectType<Book>", "public static string GetOne([Parent] Author author) => author.Name;")]
    [InlineData("BGQL012", "ObjectType<IBook>", "public static string GetOne([Parent] Book book) => book.Title;")]
    [InlineData("BGQL012", "QueryType", "[AllowAnonymous] public static string GetOne([Parent] Book book) => book.Title;")]
    [InlineData("BGQL013", "QueryType", "public static int GetOne() => 1;")]
    [InlineData("BGQL013", "MutationType", "public static int GetOne() => 1;")]
    [InlineData("BGQL013", "SubscriptionType", "[Subscribe(With = nameof(Open))] public static int GetOne([EventMessage] int number) => number; public static async IAsyncEnumerable<int> Open() { await Task.Yield(); yield return 1; }")]
    [InlineData("BGQL014", "QueryType", "[AllowAnonymous] public static Task<Connection<Book>> GetOne(PageArguments page) => null!;")]
    [InlineData("BGQL015", "SubscriptionType", "[AllowAnonymous] [Subscribe(With = \"Nowhere\")] public static int GetOne([EventMessage] int number) => number;")]
    [InlineData("BGQL015", "SubscriptionType", "[AllowAnonymous] [Subscribe(With = nameof(Open))] public static int GetOne([EventMessage] int number) => number; public static List<int> Open() => [];")]
    [InlineData("BGQL015", "SubscriptionType", "[AllowAnonymous] [Subscribe(With = nameof(Open))] public static int GetOne([EventMessage] int number) => number; public async IAsyncEnumerable<int> Open() { await Task.Yield(); yield return 1; }")]
    [InlineData("BGQL015", "SubscriptionType", "[AllowAnonymous] [Subscribe(With = nameof(Open))] public static int GetOne([EventMessage] int number) => number; public static async IAsyncEnumerable<long> Open() { await Task.Yield(); yield return 1; }")]
    [InlineData("BGQL015", "SubscriptionType", "[AllowAnonymous] [Subscribe(With = nameof(GetOne))] public static int GetOne([EventMessage] int number) => number;")]
    [InlineData("BGQL016", "QueryType", "[AllowAnonymous] public static int GetOne() => 1; [AllowAnonymous] public static int GetOne(int number) => 1;")]
    [InlineData("BGQL017", "QueryType", "[AllowAnonymous] public static IQueryable<Book> GetOne() => null!;")]
    [InlineData("BGQL017", "QueryType", "[AllowAnonymous] public static IOrderedQueryable<Book> GetOne() => null!;")]
    [InlineData("BGQL017", "QueryType", "[AllowAnonymous] public static Task<IQueryable<Book>> GetOne() => null!;")]
    [InlineData("BGQL018", "ObjectType<Book>", "public static Task<DataLoaderResult<string>> GetOne([Parent] Book book) => null!;")]
    [InlineData("BGQL018", "ObjectType<Book>", "public static ValueTask<DataLoaderResult<string>> GetOne([Parent] Book book) => default;")]
    [InlineData("BGQL019", "ObjectType<Book>", "[NodeResolver] public static DataLoaderResult<Book?> GetOne(string id) => null!;")]
    [InlineData("BGQL019", "ObjectType<Book>", "[NodeResolver] public static DataLoaderResult<Book?> GetOne() => null!;")]
    [InlineData("BGQL019", "ObjectType<Book>", "[NodeResolver] public static Task<Book?> GetOne(Guid id) => null!;")]
    public void Method_that_cannot_be_a_resolver_is_an_error_and_what_is_generated_compiles(string id, string type, string method, string named = "GetOne")
    {
        var run = GeneratorRun.Of($"[{type}] internal class Resolvers {{ {method} }}" + Books);
        var diagnostic = Assert.Single(run.Diagnostics);
        Assert.Equal(id, diagnostic.Id);
        Assert.Equal(DiagnosticSeverity.Error, diagnostic.Severity);
        Assert.Equal("Loaders.cs", diagnostic.Location.GetLineSpan().Path);
        Assert.Contains($"'{named}'", diagnostic.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        Assert.Empty(run.CompilerMessages);
        Assert.DoesNotContain(run.Sources, source => source.Text.Contains($"Resolvers.{named}(", StringComparison.Ordinal) && id != "BGQL016");
    }

    [Theory]
    [InlineData("internal static class Outer { [QueryType] private static class Resolvers { [AllowAnonymous] public static int GetOne() => 1; } }")]
    [InlineData("[QueryType] internal static class Resolvers<T> { [AllowAnonymous] public static int GetOne() => 1; }")]
    [InlineData("[QueryType] file static class Resolvers { [AllowAnonymous] public static int GetOne() => 1; }")]
    public void Class_that_cannot_be_seen_is_an_error(string source) =>
        Assert.Equal("BGQL011", Assert.Single(GeneratorRun.Of(source).Diagnostics).Id);

    [Theory]
    [InlineData("[QueryType] [Authorize(\"book:read\")] internal static class Resolvers { public static int GetOne() => 1; }")]
    [InlineData("[ObjectType<Book>] internal static class Resolvers { public static string GetOne([Parent] IBook book) => book.Title; }")]
    [InlineData("[ObjectType<Book>] internal static class Resolvers { public static string GetOne([Parent] object book) => \"\"; }")]
    [InlineData("[ObjectType<Book>] internal static class Resolvers { [UseConnection] public static Task<Connection<Book>> GetOne(PageArguments page) => null!; }")]
    [InlineData("[ObjectType<Book>] internal static class Resolvers { public static int GetOne() => Help(1); [GraphQLIgnore] public static int GetOne(int more) => more; private static int Help(int more) => more; }")]
    [InlineData("[ObjectType<Book>] internal class Resolvers { public static int GetOne() => 1; public override string ToString() => \"\"; [GraphQLIgnore] public int Help() => 1; }")]
    [InlineData("[SubscriptionType] internal static class Resolvers { [AllowAnonymous] [Subscribe(With = nameof(Open))] public static int GetOne([EventMessage] object message) => 1; public static async IAsyncEnumerable<Book> Open() { await Task.Yield(); yield break; } public static int Help() => 1; }")]
    public void Method_that_can_be_a_resolver_is_none(string source)
    {
        var run = GeneratorRun.Of(source + Books);
        Assert.Empty(run.Diagnostics);
        Assert.Empty(run.CompilerMessages);
        Assert.Contains(run.Sources, written => written.Text.Contains("Resolvers.GetOne(", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("ObjectType<Book>", "public static string GetOne([Parent] Author author) => author.Name;", "'GetOne' takes 'Author' as its parent, but the fields of its class belong to 'Book'")]
    [InlineData("SubscriptionType", "[AllowAnonymous] [Subscribe(With = \"Nowhere\")] public static int GetOne([EventMessage] int number) => number;", "'GetOne' names 'Nowhere', which must be a static method of its class that returns IAsyncEnumerable<T> of 'int'")]
    public void Message_tells_what_would_be_right(string type, string method, string expected) => Assert.Equal(
        expected,
        Assert.Single(GeneratorRun.Of($"[{type}] internal class Resolvers {{ {method} }}" + Books).Diagnostics).GetMessage(CultureInfo.InvariantCulture));

    private const string Books = """

        public interface IBook { string Title { get; } }
        public sealed class Book : IBook { public string Title => ""; }
        public sealed class Author { public string Name => ""; }
        """;
}
