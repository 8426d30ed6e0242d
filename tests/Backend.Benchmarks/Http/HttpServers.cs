namespace Backend.Benchmarks.Http;

/// <summary>The benchmark's own servers, each started in a process of its own: <c>http-serve name --urls ...</c>.</summary>
internal static class HttpServers
{
    public const string Verb = "http-serve";

    public const string IssuesByHand = "issues-by-hand";
    public const string IssuesByHandSignedIn = "issues-by-hand-signed-in";
    public const string ListByHand = "list-by-hand";
    public const string ListByEngine = "list-by-engine";

    /// <summary>The caller's budget is counted as ever, but not spent.</summary>
    public const string AmpleBudget = "--Backend:GraphQL:Limits:CostPerMinute=1000000000000";

    public static async Task<int> RunAsync(string name, string[] options)
    {
        var builder = WebApplication.CreateBuilder(options);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        var app = name switch
        {
            IssuesByHand => IssuesBaseline.Build(builder, signedIn: false),
            IssuesByHandSignedIn => IssuesBaseline.Build(builder, signedIn: true),
            ListByHand => ListBaseline.Build(builder),
            ListByEngine => ListServer.Build(builder),
            _ => throw new ArgumentException($"There is no server named '{name}'.", nameof(name)),
        };
        await app.RunAsync();
        return 0;
    }
}
