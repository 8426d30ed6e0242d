using System.Diagnostics;
using System.Security.Claims;
using System.Text.Json;
using Backend.GraphQL;
using Backend.Host;
using Backend.Host.Cli;
using Backend.Platform.Persistence;
using GraphQL;
using Microsoft.EntityFrameworkCore;

namespace Backend.Benchmarks.Viewers;

/// <summary>
/// Measures what deciding costs: a page of 50 issues for the owner, and for a guest of no team with 200 grants on single
/// issues, turn by turn, on the database that <c>ConnectionStrings__Database</c> names, else on a file of SQLite.
/// </summary>
internal static class AccessComparison
{
    public const string Verb = "access";

    private const int Grants = 200;
    private const int Rounds = 9;
    private const int Calls = 300;
    private const string Page = "{ issues(first: 50) { nodes { identifier title priority state { name } assignee { name } } } }";

    public static async Task<int> RunAsync()
    {
        var statements = new CommandCount();
        var folder = Directory.CreateTempSubdirectory("backend-access-").FullName;
        await using var app = BackendApplication.Create(
            ["--environment=Development", "--urls=http://127.0.0.1:0", $"--Backend:DataDirectory={folder}", "--Logging:LogLevel:Default=Warning", "--Backend:Roles:0=api", Http.HttpServers.AmpleBudget],
            services => services.ConfigureDbContext<BackendDbContext>(options => options.AddInterceptors(statements)));
        await using (var scope = app.Services.CreateAsyncScope())
            await scope.ServiceProvider.GetRequiredService<DatabaseMigrator>().MigrateAsync(CancellationToken.None);
        await app.StartAsync();
        await Seeding.RunAsync(app.Services, progress: null, CancellationToken.None);
        var caller = new Caller(app.Services, $"{app.Urls.First()}/");
        await GrantAsync(caller);

        var results = new[] { "ada", "guest" }.ToDictionary(person => person, _ => new List<(double Wall, double Processor, double Statements)>(), StringComparer.Ordinal);
        for (var round = 0; round <= Rounds; round++)
        {
            foreach (var person in results.Keys)
            {
                var (wall, processor, before) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime, statements.Count);
                for (var call = 0; call < Calls; call++)
                    await caller.RunAsync(person, Page);
                // The first round is for the runtime.
                if (round > 0)
                    results[person].Add((Stopwatch.GetElapsedTime(wall).TotalMicroseconds / Calls, (Environment.CpuUsage.TotalTime - processor).TotalMicroseconds / Calls, (statements.Count - before) / (double)Calls));
            }
        }

        Console.WriteLine("| issues(first: 50) | us | CPU us | statements |\n| --- | ---: | ---: | ---: |");
        foreach (var (person, measured) in results)
            Console.WriteLine($"| {(person == "ada" ? "owner" : $"guest with {Grants} grants")} | {Median(measured, one => one.Wall):0} | {Median(measured, one => one.Processor):0} | {Median(measured, one => one.Statements):0.##} |");
        Console.WriteLine($"The guest's page takes {Median(results["guest"], one => one.Wall) / Median(results["ada"], one => one.Wall):0.00} times as long.");
        await app.StopAsync();
        return 0;
    }

    private static async Task GrantAsync(Caller caller)
    {
        var known = await caller.RunAsync("ada", "{ team(id: \"ENG\") { id } roles { id name } first: issues(first: 100) { pageInfo { endCursor } nodes { id } } }");
        var guest = (await caller.RunAsync("guest", "{ viewer { id } }")).GetProperty("viewer").GetProperty("id").GetString();
        var team = known.GetProperty("team").GetProperty("id").GetString();
        var role = known.GetProperty("roles").EnumerateArray().Single(role => role.GetProperty("name").GetString() == "guest").GetProperty("id").GetString();
        var after = known.GetProperty("first").GetProperty("pageInfo").GetProperty("endCursor").GetString();
        var second = await caller.RunAsync("ada", $"{{ issues(first: 100, after: \"{after}\") {{ nodes {{ id }} }} }}");
        await caller.RunAsync("ada", $"mutation {{ teamMemberRemove(input: {{ teamId: \"{team}\", userId: \"{guest}\" }}) {{ team {{ id }} }} }}");
        var issues = known.GetProperty("first").GetProperty("nodes").EnumerateArray().Concat(second.GetProperty("issues").GetProperty("nodes").EnumerateArray())
            .Select(issue => issue.GetProperty("id").GetString()).Take(Grants).ToArray();
        foreach (var issue in issues)
            await caller.RunAsync("ada", $"mutation {{ grantCreate(input: {{ userId: \"{guest}\", roleId: \"{role}\", resourceId: \"{issue}\" }}) {{ grant {{ id }} }} }}");
        var seen = await caller.RunAsync("guest", "{ issues(first: 50) { totalCount nodes { id } } }");
        if (seen.GetProperty("issues").GetProperty("totalCount").GetInt32() != issues.Length)
            throw new InvalidOperationException($"The guest does not see what was granted: {seen}");
    }

    private static double Median(IEnumerable<(double Wall, double Processor, double Statements)> measured, Func<(double Wall, double Processor, double Statements), double> select) =>
        measured.Select(select).Order().ElementAt(Rounds / 2);

    private sealed class Caller(IServiceProvider services, string issuer)
    {
        private readonly IRequestExecutor executor = services.GetRequiredService<IRequestExecutor>();

        public async Task<JsonElement> RunAsync(string person, string query)
        {
            var principal = new ClaimsPrincipal(new ClaimsIdentity([new Claim("iss", issuer), new Claim("sub", person)], "benchmark"));
            using var result = (IOperationResult)await executor.ExecuteAsync(
                new OperationRequest(query, null, Inputs.Empty), new OperationSession(principal, "demo", "benchmark"), CancellationToken.None);
            var answer = JsonSerializer.Deserialize<JsonElement>(result.Response.Span);
            return answer.TryGetProperty("errors", out _) ? throw new InvalidOperationException(answer.ToString()) : answer.GetProperty("data");
        }
    }
}
