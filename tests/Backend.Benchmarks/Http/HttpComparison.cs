using System.Text.Json;
using System.Text.Json.Nodes;

namespace Backend.Benchmarks.Http;

/// <summary>
/// Compares servers over HTTP on this machine: each in a process of its own, in alternating order for several rounds,
/// medians; requests per second, and processor time per request, which other work on the machine disturbs less.
/// </summary>
internal static class HttpComparison
{
    public const string Verb = "http";

    private const string Own = "Backend.Benchmarks.dll";

    public static async Task<int> RunAsync(string[] options)
    {
        var quick = options.Contains("--quick", StringComparer.Ordinal);
        await LoadGenerator.EnsureAsync();
        var folder = Directory.CreateTempSubdirectory("backend-benchmark-").FullName;
        try
        {
            await using var issuer = await TestIssuer.StartAsync(folder);
            if (!options.Contains("--list-only", StringComparer.Ordinal))
                await CompareIssuesAsync(new SqliteIssueDatabase(folder), issuer, folder, quick, options.Contains("--hold", StringComparer.Ordinal));
            await CompareListAsync(folder, quick);
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task CompareIssuesAsync(IssueDatabase database, TestIssuer issuer, string folder, bool quick, bool hold)
    {
        await database.PrepareAsync(issuer.Authority);
        var environment = issuer.Environment();
        await using var product = await ServerProcess.StartAsync(
            IssueDatabase.Product, ["serve", "--environment=Production", HttpServers.AmpleBudget, .. database.ProductArguments], environment);
        await using var bare = await ServerProcess.StartAsync(Own, [HttpServers.Verb, HttpServers.IssuesByHand, .. database.BaselineArguments]);
        await using var signedIn = await ServerProcess.StartAsync(
            Own, [HttpServers.Verb, HttpServers.IssuesByHandSignedIn, .. database.BaselineArguments], environment);
        var body = JsonSerializer.Serialize(new { query = IssuesBaseline.Query, variables = new { first = 50 } });
        var token = issuer.Token();
        if (hold)
            await HoldAsync(product, body, token);
        await CompareAsync(
            $"issues(first: 50) with state and assignee, {database.Name}, {IssueDatabase.Count} issues",
            [
                new("product", product, new Workload("/graphql", body, token)),
                new("by hand", bare, new Workload("/issues?first=50")),
                new("by hand, signed in", signedIn, new Workload("/issues?first=50", Token: token)),
            ],
            folder, quick);
    }

    /// <summary>Lets a person look at the product under load with a profiler, until Enter is pressed.</summary>
    private static async Task HoldAsync(ServerProcess product, string body, string token)
    {
        Console.WriteLine($"address {product.Address}graphql\nprocess {product.Id}\nbody {body}\ntoken {token}");
        await Console.In.ReadLineAsync();
    }

    private static async Task CompareListAsync(string folder, bool quick)
    {
        await using var engine = await ServerProcess.StartAsync(Own, [HttpServers.Verb, HttpServers.ListByEngine, HttpServers.AmpleBudget]);
        await using var bare = await ServerProcess.StartAsync(Own, [HttpServers.Verb, HttpServers.ListByHand]);
        var body = JsonSerializer.Serialize(new { query = ListBaseline.Query });
        await CompareAsync(
            "list of 100 × 10 fields in memory",
            [new("engine", engine, new Workload("/graphql", body)), new("by hand", bare, new Workload("/rows"))],
            folder, quick);
    }

    private static async Task CompareAsync(string title, Contender[] contenders, string folder, bool quick)
    {
        await DemandSameAnswersAsync(contenders);
        var duration = TimeSpan.FromSeconds(quick ? 2 : 5);
        foreach (var contender in contenders)
            await WarmUpAsync(contender, folder, quick);
        for (var round = 0; round < (quick ? 3 : 7); round++)
        {
            foreach (var contender in round % 2 == 0 ? contenders : contenders.Reverse())
                await contender.MeasureAsync(duration, folder);
        }

        Report.Write(title, contenders);
    }

    /// <summary>Until the runtime has optimised what runs often, which it does by the number of calls: a slow server needs longer.</summary>
    private static async Task WarmUpAsync(Contender contender, string folder, bool quick)
    {
        var left = quick ? 25_000L : 60_000L;
        for (var turn = 0; turn < 20 && left > 0; turn++)
            left -= (await LoadGenerator.RunAsync(contender.Server.Address, contender.Load, TimeSpan.FromSeconds(3), folder)).Count;
    }

    private static async Task DemandSameAnswersAsync(IEnumerable<Contender> contenders)
    {
        using var client = new HttpClient();
        var answers = new List<(string Name, string Text)>();
        foreach (var contender in contenders)
        {
            using var message = contender.Load.ToMessage(contender.Server.Address);
            using var answer = await client.SendAsync(message);
            answers.Add((contender.Name, await answer.Content.ReadAsStringAsync()));
        }

        var first = JsonNode.Parse(answers[0].Text);
        foreach (var (name, text) in answers.Skip(1))
        {
            if (!JsonNode.DeepEquals(first, JsonNode.Parse(text)))
                throw new InvalidOperationException($"{name} answers otherwise than {answers[0].Name}:\n{text}\n---\n{answers[0].Text}");
        }

        Console.WriteLine($"Answers are the same JSON: {string.Join(", ", answers.Select(answer => $"{answer.Name} {System.Text.Encoding.UTF8.GetByteCount(answer.Text)} bytes"))}.");
    }
}
