using System.Text;
using Backend.GraphQL.Generators;
using Microsoft.CodeAnalysis;
using Snapshooter.Xunit;

namespace Backend.UnitTests.Generators;

public sealed class ResolverGeneratorTests
{
    private const string Shop = """
        using Shop.Contracts;

        namespace Shop.Contracts
        {
            public interface IOrder { Guid BuyerId { get; } }

            internal static class BuyerLoaders
            {
                [DataLoader]
                public static Task<Dictionary<Guid, string>> GetBuyerAsync(IReadOnlyList<Guid> ids, CancellationToken cancellationToken) => throw new NotSupportedException();
            }
        }

        namespace Shop.Orders
        {
            using Names = System.Collections.Generic.IReadOnlyList<string>;

            public sealed class Order : IOrder { public Guid Id { get; } public Guid BuyerId { get; } public string Note { get; } = ""; }
            public sealed class Store;

            [QueryType]
            [AllowAnonymous]
            internal static class OrderQueries
            {
                public static async Task<Order?> GetOrderAsync(Store store, CancellationToken ct, Optional<string?> note, int? first = null) { await Task.Yield(); return null; }
                public static ValueTask<int> CountAsync() => new(1);
                public static Names GetNames(Names? besides) => besides ?? [];
                [Obsolete("Ask for names.")]
                public static int GetOld() => 1;
                [GraphQLIgnore]
                public static int NoField() => 1;
                internal static int Help() => 1;
            }

            [MutationType]
            internal static class OrderMutations
            {
                [Authorize("order:delete")]
                public static Task OrderDeleteAsync(Guid id) => Task.CompletedTask;
                [Authorize]
                public static ValueTask OrdersSweepAsync() => ValueTask.CompletedTask;
                [Authorize]
                public static void OrderPing() { }
            }

            [ObjectType<Order>]
            internal static class OrderType
            {
                [BindMember(nameof(Order.BuyerId))]
                public static DataLoaderResult<string?> GetBuyer([Parent] Order order, BuyerDataLoader buyers) => buyers.Load(order.BuyerId);
                public static string GetShout(IEnumerable<BuyerDataLoader> all, [Parent] Order order) => order.ToString()!;
                [NodeResolver]
                public static DataLoaderResult<Order?> GetById(Guid id, Store store) => DataLoaderResult.FromValue<Order?>(null);
            }

            internal static class Outer
            {
                [ObjectType<IOrder>]
                internal static class OrderExtras
                {
                    public static Guid GetWho([Parent] IOrder @class) => @class.BuyerId;
                }
            }

            [SubscriptionType]
            internal static class OrderSubscriptions
            {
                [Authorize]
                [Subscribe(With = nameof(Numbers))]
                public static int OrderSeen([EventMessage] int number) => number;
                internal static async IAsyncEnumerable<int> Numbers(string? since) { await Task.Yield(); yield return 1; }
                public static int Help() => 1;
            }
        }

        [QueryType]
        internal static class Bare
        {
            [AllowAnonymous]
            public static string GetHello() => "hello";
        }
        """;

    [Fact]
    public void Resolvers_of_every_kind_are_called_by_code_that_compiles()
    {
        var run = GeneratorRun.Of(Shop);
        Assert.Empty(run.Diagnostics);
        Assert.Empty(run.CompilerMessages);
        var text = new StringBuilder();
        foreach (var (file, source) in run.SourcesOf<ResolverGenerator>().OrderBy(source => source.File, StringComparer.Ordinal))
            text.Append("==== ").Append(file).Append('\n').Append(source).Append('\n');
        Snapshot.Match(text.ToString());
    }

    [Fact]
    public void Assembly_without_resolvers_has_an_empty_table()
    {
        var run = GeneratorRun.Of("internal static class Other { public static int GetOne() => 1; }");
        Assert.Empty(run.Diagnostics);
        Assert.Empty(run.CompilerMessages);
        Assert.DoesNotContain("Add", Assert.Single(run.Sources).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Class_without_resolvers_stands_in_the_table()
    {
        var run = GeneratorRun.Of("public sealed class Book; [ObjectType<Book>(ExplicitBinding = true)] internal static class BookType;");
        Assert.Empty(run.CompilerMessages);
        Assert.Contains("AddExtension(typeof(global::BookType), typeof(global::Book), true);", Assert.Single(run.Sources).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Class_of_two_kinds_is_written_once()
    {
        var run = GeneratorRun.Of("[QueryType] [MutationType] [AllowAnonymous] internal static class Both { public static int GetOne() => 1; }");
        Assert.Empty(run.CompilerMessages);
        Assert.Equal(2, run.Sources.Count());
    }

    [Fact]
    public void Class_in_parts_is_written_once_with_the_resolvers_of_all()
    {
        var run = GeneratorRun.Of("""
            [QueryType] [AllowAnonymous] internal static partial class Parts { public static int GetOne() => 1; }
            internal static partial class Parts { public static int GetTwo() => 2; }
            """);
        Assert.Empty(run.CompilerMessages);
        var binders = run.Sources.Single(source => source.File == "PartsBinders.g.cs").Text;
        Assert.Contains("Parts.GetOne()", binders, StringComparison.Ordinal);
        Assert.Contains("Parts.GetTwo()", binders, StringComparison.Ordinal);
    }

    [Fact]
    public void Change_elsewhere_in_the_file_generates_nothing_anew()
    {
        var compilation = GeneratorRun.Compile(Shop);
        var driver = GeneratorRun.Driver().RunGenerators(compilation);
        var tree = compilation.SyntaxTrees[0];
        var changed = compilation.ReplaceSyntaxTree(
            tree, tree.WithChangedText(Microsoft.CodeAnalysis.Text.SourceText.From(tree + "\ninternal sealed class Other;")));
        var outputs = GeneratorRun.Outputs<ResolverGenerator>(driver.RunGenerators(changed).GetRunResult());
        // A class each, and the table.
        Assert.Equal(7, outputs.Count);
        Assert.All(outputs, reason => Assert.Equal(IncrementalStepRunReason.Cached, reason));
    }
}
