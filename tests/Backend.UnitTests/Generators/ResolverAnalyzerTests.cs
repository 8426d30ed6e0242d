using System.Globalization;
using Microsoft.CodeAnalysis;

namespace Backend.UnitTests.Generators;

public sealed class ResolverAnalyzerTests
{
    [Theory]
    [InlineData("BGQL020", "var name = await ((IDataLoaderResult)names.Load(1)).GetResultAsync();")]
    [InlineData("BGQL020", "IDataLoaderResult waiting = names.Load(1); var name = waiting.ToString();")]
    [InlineData("BGQL020", "object waiting = names.Load(1); var name = waiting as IDataLoaderResult;")]
    [InlineData("BGQL020", "object waiting = names.Load(1); var name = waiting is IDataLoaderResult { } ? 1 : 2;")]
    [InlineData("BGQL020", "var name = await names.Load(1);")]
    [InlineData("BGQL020", "var name = names.Load(1).GetAwaiter();")]
    [InlineData("BGQL021", "await Task.Yield(); var name = store.FindAsync().Result;")]
    [InlineData("BGQL021", "await Task.Yield(); var name = store.CountAsync().Result;")]
    [InlineData("BGQL021", "await Task.Yield(); store.FindAsync().Wait(); var name = 1;")]
    [InlineData("BGQL021", "await Task.Yield(); Task.WaitAll(store.FindAsync()); var name = 1;")]
    [InlineData("BGQL021", "await Task.Yield(); var name = store.FindAsync().GetAwaiter().GetResult();")]
    [InlineData("BGQL021", "await Task.Yield(); var name = store.CountAsync().GetAwaiter().GetResult();")]
    [InlineData("BGQL021", "await Task.Yield(); var name = store.FindAsync().ConfigureAwait(false).GetAwaiter().GetResult();")]
    [InlineData("BGQL021", "await Task.Yield(); var name = new[] { 1 }.Select(_ => store.FindAsync().Result).First();")]
    public async Task Resolver_that_waits_is_an_error(string id, string body)
    {
        var diagnostic = Assert.Single(await AnalyzeAsync("await Task.Yield(); " + body + " return $\"{name}\";"));
        Assert.Equal(id, diagnostic.Id);
        Assert.Equal(DiagnosticSeverity.Error, diagnostic.Severity);
        Assert.Contains("'GetNameAsync'", diagnostic.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Resolver_that_awaits_tasks_is_none() =>
        Assert.Empty(await AnalyzeAsync("await store.CountAsync(); return await store.FindAsync().ConfigureAwait(false);"));

    [Fact]
    public async Task Code_outside_of_resolvers_is_not_looked_at() =>
        Assert.Empty(await AnalyzeAsync("return await store.FindAsync();", "internal static class Elsewhere { public static string Find(Store store) => store.FindAsync().Result; }"));

    private static Task<System.Collections.Immutable.ImmutableArray<Diagnostic>> AnalyzeAsync(string body, string more = "") => GeneratorRun.AnalyzeAsync($$"""
        using GraphQL.DataLoader;
        public sealed class Store { public Task<string> FindAsync() => Task.FromResult(""); public ValueTask<int> CountAsync() => new(1); }
        internal static class Awaiting { public static System.Runtime.CompilerServices.TaskAwaiter<T> GetAwaiter<T>(this DataLoaderResult<T> result) => default; }
        {{more}}
        [QueryType]
        internal static class Queries
        {
            [AllowAnonymous]
            public static async Task<string?> GetNameAsync(IDataLoader<int, string> names, Store store)
            {
                {{body}}
            }
        }
        """);
}
