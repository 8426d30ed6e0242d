using System.Reflection;
using System.Text.RegularExpressions;
using Backend.GraphQL;
using Backend.Platform.Errors;

namespace Backend.UnitTests.Platform;

/// <summary>Every code that a caller may get is in the table of docs/api.md with an example, and nothing else is.</summary>
public sealed partial class ErrorCodeTests
{
    /// <summary>What is written like a code and is none, with what it is.</summary>
    private static readonly Dictionary<string, string> NoCodes = new(StringComparer.Ordinal)
    {
        ["BEARER"] = "by what means something was done, as the audit log has it",
        ["BROWSER"] = "as BEARER",
        ["PERSONAL_TOKEN"] = "as BEARER",
        ["SYSTEM"] = "as BEARER",
        ["PUBLIC"] = "a team's visibility",
        ["WORKSPACE"] = "what a grant is on",
        ["ISSUE"] = "what a grant is on",
        ["DENY"] = "a header's value",
        ["SAMEORIGIN"] = "a header's value",
        ["JSON"] = "a scalar",
        ["NULL"] = "a word of SQL",
        ["SELECT"] = "a word of SQL",
    };

    [Fact]
    public void Table_has_the_codes_that_the_source_gives_and_no_others()
    {
        var given = Directory.EnumerateFiles(Path.Combine(Repository, "src"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .Where(file => !file.Contains("Backend.Migrations.", StringComparison.Ordinal))
            .SelectMany(file => Literal().Matches(File.ReadAllText(file)))
            .Select(match => match.Groups[1].Value)
            .Where(text => !NoCodes.ContainsKey(text))
            .ToHashSet(StringComparer.Ordinal);
        Assert.Contains("INTERNAL", given);
        Assert.Equal(given.Order(StringComparer.Ordinal), Documented().Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Table_has_every_constant_and_every_code_of_the_exceptions_with_an_example()
    {
        var documented = Documented();
        var constants = typeof(ErrorCodes).Assembly.GetTypes().Append(typeof(BackendException))
            .Where(type => type.Name is "ErrorCodes" or "TransportErrors")
            .SelectMany(type => type.GetFields(BindingFlags.Public | BindingFlags.Static).Where(field => field.IsLiteral))
            .Select(field => (string)field.GetRawConstantValue()!)
            .ToArray();
        string[] exceptions =
        [
            new NotFoundException("x").Code, new ForbiddenException("x").Code, new UnauthenticatedException().Code, new ConflictException("x").Code,
            new UnavailableException("x").Code, new ValidationFailedException("x", "x").Code,
        ];
        Assert.True(constants.Length > 20);
        Assert.All(constants.Concat(exceptions), code => Assert.Contains(code, documented.Keys));
        Assert.All(documented, row => Assert.True(row.Value.Length > 2, $"{row.Key} has no example."));
    }

    private static Dictionary<string, string> Documented() => Row().Matches(
            File.ReadAllText(Path.Combine(Repository, "docs", "api.md")).Split("**Everything else**")[1].Split("Codes are stable")[0])
        .ToDictionary(match => match.Groups[1].Value, match => match.Groups[2].Value.Trim(), StringComparer.Ordinal);

    private static string Repository { get; } = Find(new DirectoryInfo(AppContext.BaseDirectory));

    private static string Find(DirectoryInfo folder) =>
        File.Exists(Path.Combine(folder.FullName, "Backend.sln")) ? folder.FullName : Find(folder.Parent ?? throw new DirectoryNotFoundException("The repository is not above the tests."));

    [GeneratedRegex("""
        "(?=[A-Z_]{4,}")([A-Z]+(?:_[A-Z]+)*)"
        """, RegexOptions.CultureInvariant, 1_000)]
    private static partial Regex Literal();

    [GeneratedRegex(@"^\| `([A-Z_]+)` \| [^|]+ \| ([^|]+)\|$", RegexOptions.CultureInvariant | RegexOptions.Multiline, 1_000)]
    private static partial Regex Row();
}
