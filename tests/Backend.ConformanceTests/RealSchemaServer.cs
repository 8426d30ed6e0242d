using System.Security.Claims;
using Backend.ConformanceTests.Referee;
using Backend.GraphQL;
using Backend.Host;
using Backend.Host.Cli;
using Backend.Platform.Persistence;
using GraphQL.Types;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Backend.ConformanceTests;

/// <summary>Both executors over the product's schema, with the demo data in a database of its own.</summary>
public sealed class RealSchemaServer : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("backend-referee-").FullName;
    private WebApplication? app;

    /// <summary>The two executors, for the demo workspace's owner, who may everything.</summary>
    public ExecutorPair Executors { get; private set; } = null!;

    /// <summary>The schema.</summary>
    public ISchema Schema => app!.Services.GetRequiredService<ISchema>();

    /// <inheritdoc />
    public async Task InitializeAsync()
    {
        app = BackendApplication.Create(
            ["--environment=Development", "--urls=http://127.0.0.1:0", $"--Backend:DataDirectory={folder}", "--Logging:LogLevel:Default=None",
             "--Backend:GraphQL:Limits:CostPerMinute=0", $"--Backend:GraphQL:Limits:OperationCost={long.MaxValue / 4}"]);
        await using (var scope = app.Services.CreateAsyncScope())
            await scope.ServiceProvider.GetRequiredService<DatabaseMigrator>().MigrateAsync(CancellationToken.None);
        // The sign-ins of the demo people are linked to this server's own address, which is known once it listens.
        await app.StartAsync();
        await Seeding.RunAsync(app.Services, progress: null, CancellationToken.None);
        var claims = new ClaimsIdentity([new Claim("iss", $"{app.Urls.First()}/"), new Claim("sub", "ada")], "test");
        Executors = new ExecutorPair(app.Services, new OperationSession(new ClaimsPrincipal(claims), "demo", "referee"));
    }

    /// <inheritdoc />
    public async Task DisposeAsync()
    {
        await app!.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }
}
