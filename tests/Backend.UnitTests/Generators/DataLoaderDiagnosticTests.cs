using Backend.GraphQL.Generators;
using Microsoft.CodeAnalysis;

namespace Backend.UnitTests.Generators;

public sealed class DataLoaderDiagnosticTests
{
    private const string Good = "public static Task<Dictionary<int, string>> GetNameAsync(IReadOnlyList<int> ids, CancellationToken ct) => null!;";

    [Theory]
    [InlineData("BGQL001", "public Task<Dictionary<int, string>> GetNameAsync(IReadOnlyList<int> ids, CancellationToken ct) => null!;")]
    [InlineData("BGQL002", "public static Task<List<string>> GetNameAsync(IReadOnlyList<int> ids, CancellationToken ct) => null!;")]
    [InlineData("BGQL002", "public static Dictionary<int, string> GetName(IReadOnlyList<int> ids, CancellationToken ct) => null!;")]
    [InlineData("BGQL002", "public static Task<Dictionary<int, Connection<string>>> GetName(IReadOnlyList<int> ids, CancellationToken ct) => null!;")]
    [InlineData("BGQL002", "public static Task<ILookup<int, string>> GetName(IReadOnlyList<int> ids, PageArguments page, CancellationToken ct) => null!;")]
    [InlineData("BGQL002", "public static Task<Dictionary<int, string>> GetName(IReadOnlyList<int> ids, PageArguments page, CancellationToken ct) => null!;")]
    [InlineData("BGQL002", "public static Task<Elsewhere.Dictionary<int, string>> GetName(IReadOnlyList<int> ids, CancellationToken ct) => null!;")]
    [InlineData("BGQL003", "public static Task<Dictionary<int, string>> GetNameAsync(CancellationToken ct) => null!;")]
    [InlineData("BGQL003", "public static Task<Dictionary<int, string>> GetNameAsync(int[] ids, CancellationToken ct) => null!;")]
    [InlineData("BGQL004", "public static Task<Dictionary<int, string>> GetNameAsync(IReadOnlyList<int> ids) => null!;")]
    [InlineData("BGQL005", "public static Task<Dictionary<int, string>> GetNameAsync(IReadOnlyList<long> ids, CancellationToken ct) => null!;")]
    [InlineData("BGQL007", "private static Task<Dictionary<int, string>> GetNameAsync(IReadOnlyList<int> ids, CancellationToken ct) => null!;")]
    [InlineData("BGQL007", "public static Task<Dictionary<int, string>> GetNameAsync<T>(IReadOnlyList<int> ids, CancellationToken ct) => null!;")]
    [InlineData("BGQL007", "public static Task<Dictionary<int, string>> GetNameAsync(IReadOnlyList<int> ids, ref string text, CancellationToken ct) => null!;")]
    [InlineData("BGQL009", Good, "MaxBatchSize = 0")]
    [InlineData("BGQL006", Good, "Implements = typeof(string)")]
    [InlineData("BGQL006", Good, "Implements = typeof(IOtherKey)")]
    [InlineData("BGQL006", Good, "Implements = typeof(IOtherValue)")]
    [InlineData("BGQL006", Good, "Implements = typeof(IMore)")]
    [InlineData("BGQL006", "public static Task<ILookup<int, string>> GetName(IReadOnlyList<int> ids, CancellationToken ct) => null!;", "Implements = typeof(ISingle)")]
    [InlineData("BGQL006", "public static Task<Dictionary<int, Connection<string>>> GetName(IReadOnlyList<int> ids, PageArguments page, CancellationToken ct) => null!;", "Implements = typeof(ISingle)")]
    public void Method_that_cannot_become_a_loader_is_an_error_and_generates_nothing(string id, string method, string arguments = "")
    {
        var run = GeneratorRun.Of($$"""
            public interface ISingle : IDataLoader<int, string>;
            public interface IOtherKey : IDataLoader<long, string>;
            public interface IOtherValue : IDataLoader<int, object>;
            public interface IMore : IDataLoader<int, string> { void More(); }
            namespace Elsewhere { public sealed class Dictionary<TKey, TValue>; }
            internal class Loaders
            {
                [DataLoader({{arguments}})]
                {{method}}
            }
            """);
        var diagnostic = Assert.Single(run.Diagnostics);
        Assert.Equal(id, diagnostic.Id);
        Assert.Equal(DiagnosticSeverity.Error, diagnostic.Severity);
        Assert.Equal("Loaders.cs", diagnostic.Location.GetLineSpan().Path);
        Assert.Contains("GetName", diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
        Assert.Empty(run.SourcesOf<DataLoaderGenerator>());
    }

    [Fact]
    public void Every_mistake_of_a_method_is_reported_at_once()
    {
        var run = GeneratorRun.Of("internal class Loaders { [DataLoader] public Task<string> GetNameAsync() => null!; }");
        var ids = run.Diagnostics.Select(diagnostic => diagnostic.Id).Order(StringComparer.Ordinal);
        Assert.Equal("BGQL001 BGQL002 BGQL003 BGQL004", string.Join(' ', ids));
    }

    [Fact]
    public void Second_method_with_a_name_is_an_error_and_the_first_one_stands()
    {
        var run = GeneratorRun.Of($$"""
            internal static class First { [DataLoader] {{Good}} }
            internal static class Second { [DataLoader] {{Good.Replace("GetNameAsync", "NameAsync", StringComparison.Ordinal)}} }
            """);
        Assert.Equal("BGQL008", Assert.Single(run.Diagnostics).Id);
        Assert.Contains("First.GetNameAsync", Assert.Single(run.SourcesOf<DataLoaderGenerator>()).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Wrong_return_type_is_told_with_what_would_be_right()
    {
        var run = GeneratorRun.Of("internal static class Loaders { [DataLoader] public static Task<List<string>> GetNameAsync(IReadOnlyList<int> ids, CancellationToken ct) => null!; }");
        Assert.Equal(
            "'GetNameAsync' returns 'Task<List<string>>'; return Task<Dictionary<TKey, TValue>> for one value per key, "
            + "Task<ILookup<TKey, TValue>> for many, or, with a PageArguments parameter, Task<Dictionary<TKey, Connection<TValue>>> for a page of them",
            Assert.Single(run.Diagnostics).GetMessage(System.Globalization.CultureInfo.InvariantCulture));
    }
}
