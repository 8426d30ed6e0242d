using System.Text.RegularExpressions;

namespace Backend.ArchitectureTests;

/// <summary>The table of attacks in docs/security.md names tests that there are.</summary>
public sealed partial class AttackTableTests
{
    [Fact]
    public void Every_attack_names_tests_that_there_are()
    {
        var repository = Find(new DirectoryInfo(AppContext.BaseDirectory));
        var table = File.ReadAllText(Path.Combine(repository, "docs", "security.md")).Split("## Attacks and their tests")[1].Split("\n## ")[0];
        var rows = table.Split('\n').Where(line => line.StartsWith("| ", StringComparison.Ordinal) && line.Contains("](../tests/", StringComparison.Ordinal)).ToArray();
        Assert.True(rows.Length > 30, $"{rows.Length}");
        foreach (var row in rows)
        {
            var source = File.ReadAllText(Path.Combine(repository, "docs", Address().Match(row).Groups["path"].Value));
            var methods = Method().Matches(row.Split('|')[3]).Select(match => match.Groups["name"].Value).ToArray();
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
