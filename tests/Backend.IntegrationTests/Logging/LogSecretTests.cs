using System.Net.Http.Json;
using System.Text;
using Backend.GraphQL;
using Backend.Host;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;

namespace Backend.IntegrationTests.Logging;

/// <summary>Nothing secret is logged, whatever goes wrong, not even where everything down to Debug is; and nobody writes lines of their own.</summary>
public sealed class LogSecretTests : IAsyncLifetime
{
    private const string Canary = "canary5ecret";

    private readonly EverythingLogged log = new();
    private readonly BackendServer server;

    public LogSecretTests() => server = new BackendServer(
        "Logging:LogLevel:Default=Debug", "Logging:LogLevel:Microsoft.AspNetCore=Debug", "Logging:LogLevel:Microsoft.EntityFrameworkCore=Debug", "Logging:LogLevel:OpenIddict=Information",
        "Backend:Auth:DevelopmentIssuer=true", "Backend:Auth:Issuers:0:Authority=https://login.example.invalid", "Backend:Auth:Issuers:0:Audience=backend",
        "Backend:Auth:Issuers:0:ClientId=web", $"Backend:Auth:Issuers:0:ClientSecret={Canary}-client")
    {
        Configure = services => services.AddSingleton<ILoggerProvider>(log),
    };

    [Fact]
    public async Task Planted_secrets_are_nowhere_in_the_log_of_requests_that_succeed_and_that_fail()
    {
        using var client = server.Client();
        var token = client.Http.DefaultRequestHeaders.Authorization!.Parameter!;
        client.Http.DefaultRequestHeaders.Add("Cookie", $"backend-session={Canary}-cookie; other={Canary}-other");
        var team = (await client.SendAsync("{ team(id: \"ENG\") { id } }")).Text("data.team.id");
        object?[] variables =
        [
            new { input = new { teamId = team, title = $"{Canary}-title", descriptionMarkdown = $"{Canary}-body" } },
            new { input = new { teamId = team, title = new string('x', 10_000) + $"{Canary}-long" } },
            new { input = new { teamId = $"{Canary}-id", title = "x" } },
            new { input = new { teamId = team, title = "x", unknown = $"{Canary}-unknown" } },
            new { input = $"{Canary}-type" },
            null,
        ];
        foreach (var (number, one) in variables.Index())
        {
            // Each with a key of its own, or all but the first would be refused for it.
            client.Http.DefaultRequestHeaders.Remove("Idempotency-Key");
            client.Http.DefaultRequestHeaders.Add("Idempotency-Key", $"{Canary}-key-{number}");
            await client.SendAsync("mutation Secretive($input: IssueCreateInput!) { issueCreate(input: $input) { issue { id } errors { ... on Error { message } } } }", one);
        }

        foreach (var text in new[] { "{ nothing }", $"{{ issue(id: \"{Canary}-argument\") {{ id }} }}", $"query {{ {Canary}", $"{{ issues(after: \"{Canary}-cursor\") {{ nodes {{ id }} }} }}" })
            await client.SendAsync(text);
        await client.Http.PostAsync("/graphql", new StringContent($"{{\"query\": \"{Canary}-json", Encoding.UTF8, "application/json"));

        using var others = new HttpClient { BaseAddress = server.Address };
        foreach (var header in new[] { $"Bearer {Canary}.bearer", $"Bearer {token}{Canary}", $"Bearer {Header("none")}.{Header(Canary)}.x", $"Basic {Canary}-basic" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = JsonContent.Create(new { query = "{ viewer { id } }" }) };
            request.Headers.TryAddWithoutValidation("Authorization", header);
            await others.SendAsync(request);
        }

        await others.GetAsync($"/auth/callback?code={Canary}-code&state={Canary}-state");
        await using (var refused = await SocketClient.OpenAsync(server.Address))
        {
            await refused.SendAsync(new { type = "connection_init", payload = new { authorization = $"Bearer {Canary}-init", password = $"{Canary}-payload", workspace = $"{Canary}-workspace" } });
            Assert.Equal(4403, await refused.ReadCloseAsync());
        }

        await using (var socket = await SocketClient.ConnectAsync(server))
        {
            client.Http.DefaultRequestHeaders.Remove("Idempotency-Key");
            await socket.SubscribeAsync("1", "subscription { issueChanged(since: 0) { syncId } }");
            await client.SendAsync("mutation($id: ID!) { issueCreate(input: { teamId: $id, title: \"Wake\" }) { syncId } }", new { id = team });
            await socket.ReceiveAsync();
        }

        // That something was logged at all, and that of secrets nothing was.
        Assert.Contains(log.Lines, line => line.Category.StartsWith("Microsoft.AspNetCore.", StringComparison.Ordinal));
        Assert.Contains(log.Lines, line => line.Category.StartsWith("Microsoft.EntityFrameworkCore", StringComparison.Ordinal));
        Assert.Empty(log.Lines.Where(line => !ShowsItsQuery(line) && (line.Text.Contains(Canary, StringComparison.OrdinalIgnoreCase) || line.Text.Contains(token, StringComparison.Ordinal))).Select(line => line.Text));
    }

    [Fact]
    public async Task Password_of_a_database_that_cannot_be_reached_is_in_no_line()
    {
        var away = new EverythingLogged();
        await using var app = BackendApplication.Create(
            ["--environment=Development", "--urls=http://127.0.0.1:0", "--Logging:LogLevel:Default=Debug", "--Logging:Console:LogLevel:Default=None", $"--Backend:DataDirectory={Path.GetTempPath()}",
             $"--ConnectionStrings:Database=Host=127.0.0.1;Port=1;Username=backend;Password={Canary}-database;Database=backend;Timeout=1",
             $"--ConnectionStrings:DatabaseReplica=Host=127.0.0.1;Port=1;Username=backend;Password={Canary}-replica;Database=backend;Timeout=1"],
            services => services.AddSingleton<ILoggerProvider>(away));
        Assert.False(await app.Services.GetRequiredService<DatabaseStartup>().TryAsync(CancellationToken.None));
        await app.StartAsync();
        using var http = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
        using var health = await http.GetAsync(new Uri("health/ready", UriKind.Relative));
        using var query = await http.PostAsJsonAsync("graphql", new { query = "{ viewer { id } }" });
        Assert.Contains(away.Lines, line => line.Exception is not null);
        Assert.Empty(away.Lines.Where(line => line.Text.Contains(Canary, StringComparison.OrdinalIgnoreCase)).Select(line => line.Text));
        Assert.DoesNotContain(Canary, await health.Content.ReadAsStringAsync() + await query.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        await app.StopAsync();
    }

    [Fact]
    public async Task Events_of_a_request_bear_its_request_trace_and_user_ids()
    {
        using var client = server.Client();
        log.Lines.Clear();
        var answer = await client.SendAsync("query Fails { teams { nodes { id } } viewer { id } }");
        Assert.True(answer.TryGetProperty("data", out _));
        var ours = log.Lines.Where(line => line.Category == "Microsoft.EntityFrameworkCore.Database.Command" && line.Scope.GetValueOrDefault("RequestPath") == "/graphql").ToArray();
        Assert.NotEmpty(ours);
        Assert.All(ours, line => Assert.Matches("^[0-9a-f]{32}$", line.Scope["RequestId"]));
        Assert.All(ours, line => Assert.Equal(line.Scope["RequestId"], line.Scope["TraceId"]));
        Assert.True(GlobalId.TryParse(answer.Text("data.viewer.id"), "User", out var me));
        Assert.Equal(me.ToString("D"), ours[^1].Scope["UserId"]);
    }

    [Fact]
    public async Task Headers_and_names_forge_no_line()
    {
        using var client = server.Client(workspace: null);
        const string forged = "forged\u001b[31m";
        string[] headers = ["X-Request-Id", "User-Agent", "Backend-Workspace", "Request-Id", "traceparent", "tracestate", "baggage", "Correlation-Context", "X-Forwarded-For"];
        foreach (var header in headers)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = JsonContent.Create(new { query = "query A { teams { nodes { id } } }", operationName = $"A\r\n{forged}" }) };
            request.Headers.Authorization = client.Http.DefaultRequestHeaders.Authorization;
            // A line break ends a header, so what remains to try is an escape, and a break that is encoded.
            request.Headers.TryAddWithoutValidation(header, $"x%0d%0a{forged}");
            await client.Http.SendAsync(request);
        }

        await client.Http.GetAsync($"/graphql%0d%0a{Uri.EscapeDataString(forged)}");
        var ours = log.Lines.Where(line => !IsFrameworkDetail(line)).ToArray();
        Assert.NotEmpty(ours);
        Assert.DoesNotContain(ours, line => line.Text.Contains('\u001b', StringComparison.Ordinal));
        Assert.DoesNotContain(ours, line => line.Message.Contains("\r\nforged", StringComparison.Ordinal));
    }

    // ASP.NET Core decodes the path of a request in what it says of it. That is off by default, and outside Development the
    // console writes JSON, in which nothing can break a line.
    private static bool IsFrameworkDetail(LoggedLine line) =>
        line.Category.StartsWith("Microsoft.AspNetCore.", StringComparison.Ordinal) && line.Level < LogLevel.Warning;

    [Theory]
    [InlineData("Production", "json")]
    [InlineData("Development", null)]
    public async Task Console_writes_json_outside_development(string environment, string? formatter)
    {
        await using var app = BackendApplication.Create(
            [$"--environment={environment}", "--Backend:Auth:Issuers:0:Authority=https://issuer.example.org", "--Backend:Auth:Issuers:0:Audience=backend"]);
        Assert.Equal(formatter, app.Services.GetRequiredService<IOptions<ConsoleLoggerOptions>>().Value.FormatterName);
    }

    public Task InitializeAsync() => server.InitializeAsync();

    public Task DisposeAsync() => server.DisposeAsync();

    // What ASP.NET Core logs of a request's line; off by default, and the only thing in it is the code of a sign-in that has failed.
    private static bool ShowsItsQuery(LoggedLine line) =>
        line.Category == "Microsoft.AspNetCore.Hosting.Diagnostics" && line.Message.Contains("/auth/callback?", StringComparison.Ordinal);

    private static string Header(string alg) => Convert.ToBase64String(Encoding.UTF8.GetBytes($$"""{"alg":"{{alg}}","typ":"JWT"}""")).TrimEnd('=');
}
