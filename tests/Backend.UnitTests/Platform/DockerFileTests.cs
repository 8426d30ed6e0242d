using System.Text.Json;
using System.Text.RegularExpressions;

namespace Backend.UnitTests.Platform;

/// <summary>What is set, mounted and drawn in docker/ is there in the product.</summary>
public sealed partial class DockerFileTests
{
    private static readonly string Root = FindRoot();
    private static readonly string Docker = Path.Combine(Root, "docker");

    [Fact]
    public void Every_setting_is_documented()
    {
        var documented = string.Concat(new[] { "README.md", "docs/operations.md" }.Select(file => File.ReadAllText(Path.Combine(Root, file))));
        var set = Directory.EnumerateFiles(Docker, "*", SearchOption.AllDirectories)
            .SelectMany(file => Settings().Matches(File.ReadAllText(file)).Select(match => match.Value))
            .Where(key => !key.EndsWith('_'))
            .Distinct(StringComparer.Ordinal).ToArray();
        Assert.Contains("ConnectionStrings__Redis", set);
        // A list's first element stands for all.
        Assert.All(set, key => Assert.True(
            documented.Contains(key, StringComparison.Ordinal) || documented.Contains($"…__{key.Split("__")[^1]}", StringComparison.Ordinal), $"{key} is documented nowhere."));
    }

    [Fact]
    public void Every_file_that_is_mounted_is_there()
    {
        var mounted = Mounts().Matches(File.ReadAllText(Path.Combine(Docker, "compose.yaml"))).Select(match => match.Groups["path"].Value).ToArray();
        Assert.NotEmpty(mounted);
        Assert.All(mounted, path => Assert.True(Path.Exists(Path.Combine(Docker, path)), $"{path} is not there."));
    }

    [Fact]
    public void Every_metric_of_the_dashboard_is_documented()
    {
        using var dashboard = JsonDocument.Parse(File.ReadAllText(Path.Combine(Docker, "grafana/dashboards/backend.json")));
        var listed = MetricRows().Matches(File.ReadAllText(Path.Combine(Root, "docs/operations.md"))).Select(match => match.Groups["name"].Value.Replace('.', '_')).ToArray();
        var drawn = dashboard.RootElement.GetProperty("panels").EnumerateArray()
            .SelectMany(panel => panel.GetProperty("targets").EnumerateArray())
            .SelectMany(target => Metrics().Matches(target.GetProperty("expr").GetString()!).Select(match => match.Value))
            .Distinct(StringComparer.Ordinal).ToArray();
        Assert.NotEmpty(drawn);
        Assert.All(drawn, metric => Assert.Contains(listed, name => metric.StartsWith(name, StringComparison.Ordinal)));
        Assert.All(listed, name => Assert.Contains(drawn, metric => metric.StartsWith(name, StringComparison.Ordinal)));
    }

    [Fact]
    public void Realm_has_the_client_that_the_settings_name()
    {
        using var realm = JsonDocument.Parse(File.ReadAllText(Path.Combine(Docker, "keycloak/realm.json")));
        var client = realm.RootElement.GetProperty("clients")[0];
        var settings = File.ReadAllText(Path.Combine(Docker, "oidc.env"));
        Assert.Contains($"ClientId={client.GetProperty("clientId").GetString()}\n", settings, StringComparison.Ordinal);
        Assert.Contains($"ClientSecret={client.GetProperty("secret").GetString()}\n", settings, StringComparison.Ordinal);
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Backend.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("The tests run outside the repository.");
        return folder.FullName;
    }

    [GeneratedRegex("""\b(Backend|ConnectionStrings)__\w+|\bOTEL_\w+""", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Settings();

    [GeneratedRegex("""\./(?<path>[\w./-]+):/""", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Mounts();

    [GeneratedRegex("""^\| `(?<name>(graphql|backend|http)\.[a-z.]+)` \|""", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex MetricRows();

    [GeneratedRegex("""\b(graphql_server|backend|http_server)_[a-z_]*(seconds|total|sum|count|bucket|listeners|length|lag|queued|circuit)\b""", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Metrics();
}
