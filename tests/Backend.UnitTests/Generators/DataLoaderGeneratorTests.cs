using System.Text;
using Backend.GraphQL.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Snapshooter.Xunit;

namespace Backend.UnitTests.Generators;

public sealed class DataLoaderGeneratorTests
{
    private const string Users = """
        namespace Shop.Users;

        public sealed record User(Guid Id, string Name);
        public interface IUserByIdDataLoader : IDataLoader<Guid, User>;
        public interface ITagsDataLoader : IDataLoader<int, IReadOnlyList<string?>>;
        public sealed class Store;

        internal static class UserDataLoaders
        {
            [DataLoader(Implements = typeof(IUserByIdDataLoader), MaxBatchSize = 20)]
            public static Task<Dictionary<Guid, User>> GetUserByIdAsync(
                IReadOnlyList<Guid> ids, Store store, CancellationToken cancellationToken) => throw new NotSupportedException();

            [DataLoader]
            public static Task<IReadOnlyDictionary<string, User?>> FindByHandle(
                IReadOnlyList<string> handles, CancellationToken ct) => throw new NotSupportedException();

            [DataLoader(Implements = typeof(ITagsDataLoader))]
            internal static Task<ILookup<int, string?>> GetTagsAsync(
                IReadOnlyList<int> keys, IEnumerable<Store?>? @class, CancellationToken cancellationToken) => throw new NotSupportedException();

            [DataLoader]
            public static Task<Dictionary<(int Part, Guid Id), Connection<User>>> GetFriendsAsync(
                IReadOnlyList<(int Part, Guid Id)> people, Store page, CancellationToken stop, PageArguments arguments) => throw new NotSupportedException();
        }
        """;

    [Fact]
    public void Methods_of_every_kind_become_classes_that_compile()
    {
        var run = GeneratorRun.Of(Users);
        Assert.Empty(run.Diagnostics);
        Assert.Empty(run.CompilerMessages);
        var text = new StringBuilder();
        foreach (var (file, source) in run.SourcesOf<DataLoaderGenerator>().OrderBy(source => source.File, StringComparer.Ordinal))
            text.Append("==== ").Append(file).Append('\n').Append(source).Append('\n');
        Snapshot.Match(text.ToString());
    }

    [Fact]
    public void Methods_without_a_namespace_and_in_nested_classes_become_classes_that_compile()
    {
        var run = GeneratorRun.Of("""
            internal static class Outer
            {
                public static class Loaders
                {
                    [DataLoader]
                    public static Task<Dictionary<int, string>> GetNameAsync(IReadOnlyList<int> ids, CancellationToken cancellationToken) => throw new NotSupportedException();
                }
            }
            """);
        Assert.Empty(run.Diagnostics);
        Assert.Empty(run.CompilerMessages);
        Assert.NotNull(run.Compilation.GetTypeByMetadataName("NameDataLoader"));
    }

    [Theory]
    [InlineData("GetUserByIdAsync", "UserByIdDataLoader")]
    [InlineData("GetUserById", "UserByIdDataLoader")]
    [InlineData("UserByIdAsync", "UserByIdDataLoader")]
    [InlineData("GetawaysAsync", "GetawaysDataLoader")]
    [InlineData("Get", "GetDataLoader")]
    [InlineData("Async", "AsyncDataLoader")]
    public void Name_is_the_method_without_get_and_async(string method, string expected)
    {
        var run = GeneratorRun.Of($$"""
            internal static class Loaders
            {
                [DataLoader]
                public static Task<Dictionary<int, string>> {{method}}(IReadOnlyList<int> ids, CancellationToken cancellationToken) => throw new NotSupportedException();
            }
            """);
        var tree = CSharpSyntaxTree.ParseText(Assert.Single(run.SourcesOf<DataLoaderGenerator>()).Text);
        var written = Assert.Single(tree.GetRoot().DescendantNodes().OfType<ClassDeclarationSyntax>());
        Assert.Equal(expected, written.Identifier.Text);
    }

    [Fact]
    public void Change_elsewhere_in_the_file_generates_nothing_anew()
    {
        var compilation = GeneratorRun.Compile(Users);
        var driver = GeneratorRun.Driver().RunGenerators(compilation);
        var changed = compilation.ReplaceSyntaxTree(
            compilation.SyntaxTrees[0],
            compilation.SyntaxTrees[0].WithChangedText(
                Microsoft.CodeAnalysis.Text.SourceText.From(compilation.SyntaxTrees[0] + "\ninternal sealed class Other;")));
        var result = driver.RunGenerators(changed).GetRunResult();
        var outputs = GeneratorRun.Outputs<DataLoaderGenerator>(result);
        Assert.Equal(4, outputs.Count);
        Assert.All(outputs, reason => Assert.Equal(IncrementalStepRunReason.Cached, reason));
    }
}
