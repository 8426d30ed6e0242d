using System.Text.RegularExpressions;

namespace Backend.ArchitectureTests;

/// <summary>The tables of the documentation that name tests name tests that there are.</summary>
public sealed partial class TestTableTests
{
    [Theory]
    [InlineData("security.md", "## Attacks and their tests", 30)]
    [InlineData("operations.md", "## When parts fall", 12)]
    public void Every_row_names_tests_that_there_are(string document, string heading, int atLeast)
    {
        var repository = Find(new DirectoryInfo(AppContext.BaseDirectory));
        var table = File.ReadAllText(Path.Combine(repository, "docs", document)).Split(heading)[1].Split("\n## ")[0];
        var rows = table.Split('\n').Where(line => line.StartsWith("| ", StringComparison.Ordinal) && line.Contains("](../tests/", StringComparison.Ordinal)).ToArray();
        Assert.True(rows.Length >= atLeast, $"{rows.Length}");
        foreach (var row in rows)
        {
            var source = File.ReadAllText(Path.Combine(repository, "docs", Address().Match(row).Groups["path"].Value));
            var methods = Method().Matches(row.Split('|')[^2]).Select(match => match.Groups["name"].Value).ToArray();
            Assert.True(methods.Length > 0, row);
            Assert.All(methods, method => Assert.Matches($@"public (async Task|void) {method}\(", source));
        }
    }

    private static string Find(DirectoryInfo folder) =>
        File.Exists(Path.Combine(folder.FullName, "Backend.sln")) ? folder.FullName : Find(folder.Parent ?? throw new DirectoryNotFoundException("The repository is not above the tests."));

    [GeneratedRegex(@"\]\((?<path>\.\./tests/[^)]+)\)", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Address();

    [GeneratedRegex(@"`(?<name>[A-Z][a-z0-9]+(?:_[a-zA-Z0-9]+)+)`", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Method();
}
