using System.Text.RegularExpressions;

namespace Backend.UnitTests.Generators;

public sealed partial class ParentReadsTests
{
    [Theory]
    [InlineData("int Get([Parent] Issue issue) => 1;", "")]
    [InlineData("int Get() => 1;", "")]
    [InlineData("Guid Get([Parent] Issue issue) => issue.TeamId;", "TeamId")]
    [InlineData("string Get([Parent] Issue issue) { var title = issue.Title; return title + issue.TeamId + issue.Title; }", "TeamId,Title")]
    [InlineData("int Get([Parent] Issue issue) => issue.Title.Length;", "Title")]
    [InlineData("bool Get([Parent] Issue issue) => issue.ParentId.HasValue && issue.ParentId is not null;", "ParentId")]
    [InlineData("string Get([Parent] Issue issue) => (issue!).Title;", "Title")]
    [InlineData("int? Get([Parent] Issue? issue) => issue?.Title?.Length;", "Title")]
    [InlineData("string? Get([Parent] Issue? issue) => issue?.Title.ToString();", "Title")]
    [InlineData("Guid Get([Parent] IIssue issue) => issue.TeamId;", "TeamId")]
    [InlineData("string Get([Parent] Issue @class) => @class.Title;", "Title")]
    [InlineData("string Get([Parent] Issue issue) => nameof(issue) + nameof(issue.TeamId);", "")]
    [InlineData("string Get([Parent] Issue issue, Store store) => store.Take(issue.Title);", "Title")]
    [InlineData("int Get([Parent] Issue issue) => issue.Title is { Length: > 3 } ? 1 : 2;", "Title")]
    [InlineData("int Get([Parent] Issue issue, Store store) => store.Issues.Count(issue => issue.Number > 0);", "")]
    [InlineData("[BindMember(nameof(Issue.TeamId))] int Get([Parent] Issue issue) => issue.Number;", "Number,TeamId")]
    [InlineData("[BindMember(nameof(Issue.TeamId))] int Get() => 1;", "TeamId")]
    public void Every_use_reads_a_property_gives_exactly_these(string method, string expected) => Assert.Equal(expected, Requires(method));

    [Theory]
    [InlineData("string Get([Parent] Issue issue) => issue.Describe();")]
    [InlineData("string Get([Parent] Issue issue) => issue.Extended();")]
    [InlineData("string Get([Parent] Issue issue) => issue.Shout;")]
    [InlineData("string Get([Parent] Issue issue) => issue[0];")]
    [InlineData("int Get([Parent] Issue issue) => issue.Field;")]
    [InlineData("string? Get([Parent] Issue? issue) => issue?.Describe();")]
    [InlineData("string? Get([Parent] Issue? issue) => issue?[0];")]
    [InlineData("string Get([Parent] Issue issue, Store store) => store.Take(issue);")]
    [InlineData("Issue Get([Parent] Issue issue) => issue;")]
    [InlineData("string Get([Parent] Issue issue) { var other = issue; return other.Title; }")]
    [InlineData("bool Get([Parent] Issue issue) => issue is { Number: 1 };")]
    [InlineData("int Get([Parent] Issue issue) => issue switch { { Number: 1 } => 1, _ => 2 };")]
    [InlineData("int Get([Parent] Issue issue, Store store) => store.Issues.Count(other => other.Number == issue.Number);")]
    [InlineData("int Get([Parent] Issue issue, Store store) => (from other in store.Issues where other.Number == issue.Number select other).Count();")]
    [InlineData("string Get([Parent] Issue issue) { return Local(); string Local() => issue.Title; }")]
    [InlineData("string Get([Parent] Issue issue) => $\"{issue}\";")]
    [InlineData("string Get([Parent] Issue issue) => issue.Title = \"new\";")]
    [InlineData("int Get([Parent] Issue issue) => issue.Number++;")]
    [InlineData("int Get([Parent] Issue issue) => issue.Number += 1;")]
    [InlineData("string Get([Parent] Issue issue) { (issue.Title, var rest) = (\"new\", 1); return issue.Title + rest; }")]
    [InlineData("Guid Get([Parent] Issue issue) { issue = new Issue(); return issue.TeamId; }")]
    [InlineData("string Get([Parent] Issue issue) => (issue with { Number = 2 }).Title;")]
    [InlineData("[BindMember(nameof(Issue.TeamId))] string Get([Parent] Issue issue) => issue.Describe();")]
    public void Any_other_use_may_read_everything(string method) => Assert.Null(Requires(method));

    [Fact]
    public void Partial_method_is_read_where_its_body_stands()
    {
        Assert.Equal("Title", Requires("partial string Get([Parent] Issue issue);", "public static partial string Get(Issue issue) => issue.Title;"));
        Assert.Null(Requires("partial string Get([Parent] Issue issue);", "public static partial string Get(Issue issue) => issue.Describe();"));
    }

    [Fact]
    public void Event_and_key_of_a_node_are_no_parents()
    {
        Assert.Null(Requires("[NodeResolver] DataLoaderResult<Issue?> Get(Guid id) => DataLoaderResult.FromValue<Issue?>(null);"));
        Assert.Null(Requires("int Get([EventMessage] Issue issue) => issue.Number;"));
    }

    [Fact]
    public void Loader_that_is_still_to_be_generated_does_not_hide_what_is_read() =>
        Assert.Equal("TeamId", Requires("DataLoaderResult<string?> Get([Parent] Issue issue, NameDataLoader names) => names.Load(issue.TeamId).Then(issue => issue);"));

    // The names as the table has them; null for any.
    private static string? Requires(string method, string more = "")
    {
        var attributes = method.StartsWith('[') && !method.StartsWith("[Parent", StringComparison.Ordinal) ? method[..(method.IndexOf(']', StringComparison.Ordinal) + 1)] : "";
        var run = GeneratorRun.Of($$"""
            public interface IIssue { Guid TeamId { get; } }
            public sealed record Issue : IIssue
            {
                public int Field;
                public Guid TeamId { get; init; }
                public Guid? ParentId { get; init; }
                public string Title { get; set; } = "";
                public int Number { get; set; }
                public string this[int index] => Title;
                public string Describe() => Title;
            }
            public sealed class Store { public List<Issue> Issues { get; } = []; public string Take(object? value) => ""; }
            internal static class Extensions
            {
                public static string Extended(this Issue issue) => issue.Title;
                extension(Issue issue) { public string Shout => issue.Title; }
            }
            internal static class Loaders
            {
                [DataLoader]
                public static Task<Dictionary<Guid, string>> GetNameAsync(IReadOnlyList<Guid> ids, CancellationToken ct) => throw new NotSupportedException();
            }
            [ObjectType<Issue>]
            internal static partial class IssueType
            {
                {{attributes}} public static {{method[attributes.Length..]}}
                {{more}}
            }
            """);
        Assert.Empty(run.Diagnostics);
        Assert.Empty(run.CompilerMessages);
        var entry = Entry().Match(run.Sources.Single(source => source.File == "Resolvers.g.cs").Text);
        Assert.True(entry.Success);
        return entry.Groups["names"] is { Success: true } names ? names.Value.Replace("\"", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal) : null;
    }

    [GeneratedRegex(@"\.Get\), (?:null|\[(?<names>[^\]]*)\])\);", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Entry();
}
