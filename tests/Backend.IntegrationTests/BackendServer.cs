using System.Net.Http.Headers;
using Backend.Host;
using Backend.Host.DevelopmentIssuer;
using Backend.Platform.Persistence;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Backend.IntegrationTests;

/// <summary>
/// The real server on a free port with its own data folder, migrated and seeded: what <c>dotnet run</c> starts. Tests of a
/// collection share one; they make their own teams and issues where they count.
/// </summary>
public class BackendServer : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("backend-test-").FullName;
    private readonly TestDatabase database = TestDatabase.Create();
    private readonly string[] settings;
    private WebApplication? app;

    public BackendServer()
        : this([])
    {
    }

    /// <summary>A server that is configured otherwise, such as <c>Backend:PublicUrl=…</c>.</summary>
    internal BackendServer(params string[] settings)
    {
        this.settings = [.. settings.Select(setting => $"--{setting}")];
        Statements = new StatementCounter(CommitAsync);
    }

    /// <summary>Adds to the server's services.</summary>
    internal Action<IServiceCollection>? Configure { get; init; }

    /// <summary>Where to reach the database instead of its own port.</summary>
    internal int? DatabasePort { get; init; }

    /// <summary>A connection string of the replica that it may read from; its database is the server's own.</summary>
    internal string? Replica { get; init; }

    /// <summary>Counts statements.</summary>
    public StatementCounter Statements { get; }

    /// <summary>The server's address.</summary>
    public Uri Address => new(app!.Urls.First());

    /// <summary>The server's services, for what no client could see.</summary>
    public IServiceProvider Services => app!.Services;

    /// <inheritdoc />
    public async Task InitializeAsync()
    {
        // Before the first statement: EF Core remembers for a second that nobody listens.
        Statements.Listen();
        app = BackendApplication.Create(
            ["--environment=Development", "--urls=http://127.0.0.1:0", $"--Backend:DataDirectory={folder}", $"--ConnectionStrings:Database={database.Through(DatabasePort)}",
             $"--ConnectionStrings:DatabaseReplica={database.At(Replica)}", "--Logging:LogLevel:Default=Warning", .. settings],
            Configure);
        await SeededTemplate.CopyAsync(app.Configuration);
        await app.StartAsync();
    }

    /// <inheritdoc />
    public async Task DisposeAsync()
    {
        await StopAsync();
        await app!.DisposeAsync();
        Statements.Dispose();
        await database.DisposeAsync();
        // Pools are of the process: a server that ends before the shared one leaves them alone.
        if (settings.Length == 0)
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>Stops it as an operator would: what runs is finished or handed back.</summary>
    public Task StopAsync() => app!.StopAsync();

    private async Task CommitAsync()
    {
        await using var scope = Services.CreateAsyncScope();
        var commands = scope.ServiceProvider.GetRequiredService<BackendDbContext>().Database;
        // What is kept by version is of an earlier one then.
        await commands.ExecuteSqlAsync($"""
            INSERT INTO platform_counters (workspace_id, name, value)
            SELECT id, 'cache', 1 FROM workspaces_workspaces UNION ALL SELECT {Platform.Caching.CacheVersion.Everywhere}, 'cache', 1 WHERE 1 = 1
            ON CONFLICT (workspace_id, name) DO UPDATE SET value = platform_counters.value + 1
            """);
    }

    /// <summary>A bearer token of a demo person.</summary>
    public string Token(string person, TimeSpan? lifetime = null) => app!.Services.GetRequiredService<DevelopmentTokens>()
        .Create(DemoPeople.Find(person)!, lifetime ?? TimeSpan.FromHours(1));

    /// <summary>A client that calls as a demo person, or as nobody.</summary>
    public GraphQLClient Client(string? person = "ada", string? workspace = "demo")
    {
        var http = new HttpClient { BaseAddress = Address };
        if (person is not null)
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Token(person));
        if (workspace is not null)
            http.DefaultRequestHeaders.Add("Backend-Workspace", workspace);
        return new GraphQLClient(http);
    }
}

/// <summary>The tests that share the seeded server.</summary>
[CollectionDefinition(Name)]
public sealed class ServerCollection : ICollectionFixture<BackendServer>
{
    /// <summary>The collection's name.</summary>
    public const string Name = "server";
}
