namespace Backend.IntegrationTests.Access;

/// <summary>What each caller is to see: a line per field with the callers who get a value of it, as it was reviewed.</summary>
internal static class VisibilityTable
{
    private static readonly string FilePath = Path.Combine(AppContext.BaseDirectory, "Access", "visibility.txt");

    /// <summary>The callers by field.</summary>
    public static Dictionary<string, string> Read() => File.ReadAllLines(FilePath)
        .Where(line => line.Length > 0 && line[0] != '#')
        .Select(line => line.Split(": ", 2))
        .ToDictionary(pair => pair[0], pair => pair[1].Trim(), StringComparer.Ordinal);

    /// <summary>How the callers of a field are written.</summary>
    public static string Write(IEnumerable<Role> roles) => string.Join(' ', roles.Distinct().Order()) is { Length: > 0 } names ? names : "nobody";

    /// <summary>Compares what was seen with the table, and leaves what was seen beside it for a review.</summary>
    public static void Compare(IReadOnlyDictionary<string, string> seen, Func<string, bool> isCovered)
    {
        var expected = Read().Where(pair => isCovered(pair.Key)).ToDictionary(StringComparer.Ordinal);
        var differences = seen.Keys.Union(expected.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal)
            .Select(field => (Field: field, Seen: seen.GetValueOrDefault(field, "no such field"), Expected: expected.GetValueOrDefault(field, "no row")))
            .Where(row => row.Seen != row.Expected)
            .Select(row => $"{row.Field}: {row.Seen}    (the table says: {row.Expected})")
            .ToArray();
        Assert.True(differences.Length == 0, $"Review these and write them to Access/visibility.txt:\n{string.Join('\n', differences)}");
    }
}
