using Backend.Contracts.Tracking;
using Backend.Host;
using Backend.Host.Cli;
using Backend.Host.DevelopmentIssuer;
using Backend.Platform.Persistence;
using Microsoft.Extensions.DependencyInjection;

namespace Backend.Faults;

/// <summary>The processes of a run over one database, seeded: on PostgreSQL an API node (with Redis two) and a worker, on SQLite one for both.</summary>
internal sealed class Cluster : IAsyncDisposable
{
    private Cluster(string folder, IReadOnlyList<ServerNode> nodes, string token, string teamId) =>
        (Folder, Nodes, Token, TeamId) = (folder, nodes, token, teamId);

    public string Folder { get; }

    public IReadOnlyList<ServerNode> Nodes { get; }

    public ServerNode Api => Nodes[0];

    /// <summary>The nodes that clients may ask.</summary>
    public IReadOnlyList<ServerNode> Apis => Nodes.Count > 2 ? [.. Nodes.SkipLast(1)] : [Api];

    public string Token { get; }

    public string TeamId { get; }

    public static string[] Settings(FaultOptions options, string folder) =>
        [$"--Backend:DataDirectory={folder}", $"--ConnectionStrings:Redis={options.Redis}", $"--ConnectionStrings:Database={options.Database}", "--Backend:GraphQL:Limits:CostPerMinute=1000000000000",
         // Receivers of webhooks are on this machine.
         "--Backend:Outgoing:AllowedNetworks:0=127.0.0.0/8",
         // An effect is counted for every issue that a run writes itself.
         $"--{FaultServer.EffectsSetting}={options.File is null}"];

    public static async Task<Cluster> StartAsync(FaultOptions options)
    {
        var folder = Directory.CreateTempSubdirectory("backend-faults-").FullName;
        var settings = Settings(options, folder);
        ServerNode[] nodes = options.Database is null
            ? [new ServerNode(settings)]
            : [.. Enumerable.Range(0, options.Redis is null ? 1 : 2).Select(_ => new ServerNode([.. settings, "--Backend:Roles:0=api"])), new ServerNode([.. settings, "--Backend:Roles:0=worker"])];
        string token;
        // Seeded at the address of the API: its development issuer is who signs ada in.
        await using (var app = BackendApplication.Create(["--environment=Development", $"--urls={nodes[0].Address.AbsoluteUri.TrimEnd('/')}", "--Logging:LogLevel:Default=Error", .. settings, "--Backend:Roles:0=api"]))
        {
            await using (var scope = app.Services.CreateAsyncScope())
                await scope.ServiceProvider.GetRequiredService<DatabaseMigrator>().MigrateAsync(CancellationToken.None);
            await app.StartAsync();
            await Seeding.RunAsync(app.Services, progress: null, CancellationToken.None);
            if (options.Issues > 0)
            {
                await using var scope = app.Services.CreateAsyncScope();
                await scope.ServiceProvider.GetRequiredService<IDemoVolume>().FillAsync(options.Issues, new Progress<int>(), CancellationToken.None);
            }

            token = app.Services.GetRequiredService<DevelopmentTokens>().Create(DemoPeople.Find("ada")!, TimeSpan.FromHours(12));
            await app.StopAsync();
        }

        foreach (var node in nodes)
            node.Start();
        foreach (var node in nodes)
            await node.UntilReadyAsync();
        using var client = new Writer(nodes[0].Address, token);
        return new Cluster(folder, nodes, token, await client.TeamAsync("ENG"));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var node in Nodes)
            await node.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }
}
