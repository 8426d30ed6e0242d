using System.Net;
using System.Net.Http.Headers;

namespace Backend.IntegrationTests.Telemetry;

/// <summary>The figures are there for who may read them, and for nobody else.</summary>
public sealed class MetricsTests : IAsyncLifetime
{
    private const string Token = "metrics-token-of-a-test";
    private readonly BackendServer open = new();
    private readonly BackendServer closed = new($"Backend:Telemetry:MetricsToken={Token}");

    [Fact]
    public async Task Figures_are_those_that_the_documentation_lists()
    {
        using var ada = open.Client();
        await ada.QueryAsync("query Figures { issues(first: 2) { nodes { assignee { name } state { name } } } }");
        await ada.SendAsync("query Broken { nothing }");
        using var http = new HttpClient { BaseAddress = open.Address };
        var text = "";
        // The exporter keeps an answer for a moment.
        await Replicas.Eventually.TrueAsync(async () => (text = await http.GetStringAsync(new Uri("metrics", UriKind.Relative)))
            .Contains("Figures", StringComparison.Ordinal));
        foreach (var name in Listed())
            Assert.True(text.Contains(name.Replace('.', '_'), StringComparison.Ordinal), $"{name} is not among the figures:\n{text}");
    }

    [Fact]
    public async Task Without_a_token_only_the_machine_itself_reads_them()
    {
        using var http = new HttpClient { BaseAddress = open.Address };
        http.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.7");
        using var answer = await http.GetAsync(new Uri("metrics", UriKind.Relative));
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Theory]
    [InlineData(null, HttpStatusCode.NotFound)]
    [InlineData("another", HttpStatusCode.Unauthorized)]
    [InlineData(Token, HttpStatusCode.OK)]
    public async Task With_a_token_only_who_has_it_reads_them(string? token, HttpStatusCode expected)
    {
        using var http = new HttpClient { BaseAddress = closed.Address };
        http.DefaultRequestHeaders.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        using var answer = await http.GetAsync(new Uri("metrics", UriKind.Relative));
        Assert.Equal(expected, answer.StatusCode);
    }

    /// <inheritdoc />
    public async Task InitializeAsync()
    {
        await open.InitializeAsync();
        await closed.InitializeAsync();
    }

    /// <inheritdoc />
    public async Task DisposeAsync()
    {
        await open.DisposeAsync();
        await closed.DisposeAsync();
    }

    // The rows of the documentation's table that have figures as soon as somebody has asked something.
    private static IEnumerable<string> Listed() => File.ReadLines(Path.Combine(SharedFiles.Repository, "docs", "operations.md"))
        .Select(line => line.Split('`'))
        .Where(parts => parts is ["| ", _, ..] && (parts[1].StartsWith("http.server.", StringComparison.Ordinal) || parts[1].StartsWith("graphql.server.", StringComparison.Ordinal)))
        .Select(parts => parts[1])
        .Where(name => !name.Contains("subscription", StringComparison.Ordinal));
}
