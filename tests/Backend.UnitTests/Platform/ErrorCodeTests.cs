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
        ["PUBLISH"] = "a command of Redis, as traces have it",
        ["OTEL_EXPORTER_OTLP_ENDPOINT"] = "a standard environment variable",
        ["REPLACED"] = "why a session ended, as the audit log has it",
        ["REFUSED_BY_PROVIDER"] = "as REPLACED",
        ["PROVIDER_REMOVED"] = "as REPLACED",
        ["SIGNED_OUT"] = "as REPLACED",
        ["SIGNED_OUT_AT_PROVIDER"] = "as REPLACED",
        ["REVOKED"] = "as REPLACED",
        ["SUSPENDED"] = "why a sign-in was refused, as the audit log has it",
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
            .Select(match => match.Groups["code"].Value)
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
        var exceptions = CodedExceptions().Select(type => ((ICodedException)Make(type)).Code).ToArray();
        Assert.Contains("CURSOR_EXPIRED", exceptions);
        Assert.Contains("CURSOR_AHEAD", exceptions);
        Assert.True(constants.Length > 20);
        Assert.All(constants.Concat(exceptions), code => Assert.Contains(code, documented.Keys));
        Assert.All(documented, row => Assert.True(row.Value.Length > 2, $"{row.Key} has no example."));
    }

    // Of every assembly beside the tests: an exception that somebody adds is found.
    private static IEnumerable<Type> CodedExceptions() => Directory.EnumerateFiles(AppContext.BaseDirectory, "Backend.*.dll")
        .Where(file => !Path.GetFileName(file).Contains("Tests", StringComparison.Ordinal) && !file.EndsWith("Generators.dll", StringComparison.Ordinal))
        .SelectMany(file => Assembly.Load(AssemblyName.GetAssemblyName(file)).GetTypes())
        .Where(type => type is { IsAbstract: false, IsClass: true } && type.IsAssignableTo(typeof(ICodedException)) && type.IsAssignableTo(typeof(BackendException)));

    // By the constructor that asks for least, with something for each parameter.
    private static object Make(Type type)
    {
        var constructor = type.GetConstructors(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance)
            .Where(known => known.GetParameters() is not [{ ParameterType: var copied }] || copied != type).MinBy(known => known.GetParameters().Length)!;
        return constructor.Invoke([.. constructor.GetParameters().Select(parameter => Something(parameter.ParameterType))]);
    }

    private static object? Something(Type type) =>
        type == typeof(string) ? "x"
        : type.IsArray ? Array.CreateInstance(type.GetElementType()!, 0)
        : type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>) ? OneOf(type.GetGenericArguments()[0])
        : type.IsValueType ? Activator.CreateInstance(type)
        : null;

    private static Array OneOf(Type type)
    {
        var list = Array.CreateInstance(type, 1);
        list.SetValue(type == typeof(string) ? "x" : Make(type), 0);
        return list;
    }

    private static Dictionary<string, string> Documented() => Row().Matches(
            File.ReadAllText(Path.Combine(Repository, "docs", "api.md")).Split("**Everything else**")[1].Split("Codes are stable")[0])
        .ToDictionary(match => match.Groups["code"].Value, match => match.Groups["example"].Value.Trim(), StringComparer.Ordinal);

    private static string Repository { get; } = Find(new DirectoryInfo(AppContext.BaseDirectory));

    private static string Find(DirectoryInfo folder) =>
        File.Exists(Path.Combine(folder.FullName, "Backend.sln")) ? folder.FullName : Find(folder.Parent ?? throw new DirectoryNotFoundException("The repository is not above the tests."));

    [GeneratedRegex("""
        "(?=[A-Z_]{4,}")(?<code>[A-Z]+(?:_[A-Z]+)*)"
        """, RegexOptions.CultureInvariant, 1_000)]
    private static partial Regex Literal();

    [GeneratedRegex(@"^\| `(?<code>[A-Z_]+)` \| [^|]+ \| (?<example>[^|]+)\|$", RegexOptions.CultureInvariant | RegexOptions.Multiline, 1_000)]
    private static partial Regex Row();
}
