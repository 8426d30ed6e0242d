using System.Security.Claims;
using System.Text.Json.Nodes;
using Backend.Contracts.Identity;
using Backend.Contracts.Tracking;
using Backend.Contracts.Workspaces;
using Backend.GraphQL;
using Backend.Modules.Access;
using Backend.Modules.Identity;
using Backend.Modules.Workspaces;
using Backend.Platform.Errors;
using Backend.Platform.Persistence;
using Backend.Platform.Security;
using Backend.Platform.Seeding;
using GraphQL;
using GraphQL.SystemTextJson;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Backend.UnitTests.Workspaces;

/// <summary>
/// The modules Identity and Workspaces, seeded, over a database of their own, without the modules that build on them. The
/// demo people sign in at <see cref="Issuer"/>.
/// </summary>
public sealed class ModuleServer : IAsyncLifetime
{
    public const string Issuer = "https://issuer.test/";

    private readonly PersistenceOptions persistence = new() { DataDirectory = Directory.CreateTempSubdirectory("backend-unit-").FullName };
    private readonly ServiceProvider services;

    public ModuleServer() => services = new ServiceCollection()
        .AddLogging()
        .AddSingleton<TimeProvider>(Clock)
        .AddSingleton<IConfiguration>(new ConfigurationBuilder().Build())
        .AddGraphQLEngine()
        .AddPersistence(persistence)
        // The model depends on the modules: it must not be shared with tests that take others.
        .ConfigureDbContext<BackendDbContext>(options => options.EnableServiceProviderCaching(false).AddInterceptors(Statements))
        .AddViewers()
        .AddIdentity()
        .AddWorkspaces()
        .AddAccess()
        .AddScoped<IIssueDirectory, NoIssues>()
        .AddSingleton<IDevelopmentIssuer>(new FixedIssuer())
        .AddSingleton<ITeamCreatedHandler>(CreatedTeams)
        .BuildServiceProvider(validateScopes: true);

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 1, 5, 9, 0, 0, TimeSpan.Zero));

    public StatementLog Statements { get; } = new();

    public TeamRecorder CreatedTeams { get; } = new();

    public async Task InitializeAsync()
    {
        await using (var scope = services.CreateAsyncScope())
        {
            var db = scope.ServiceProvider.GetRequiredService<BackendDbContext>();
            await db.Database.OpenConnectionAsync();
            await using var create = db.Database.GetDbConnection().CreateCommand();
            create.CommandText = db.Database.GenerateCreateScript();
            await create.ExecuteNonQueryAsync();
        }

        await SeedAsync();
    }

    public async Task DisposeAsync()
    {
        await services.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(persistence.DataDirectory, recursive: true);
    }

    public async Task SeedAsync()
    {
        foreach (var order in new[] { 10, 20 })
        {
            await using var scope = services.CreateAsyncScope();
            await scope.ServiceProvider.GetServices<ISeedStep>().Single(step => step.Order == order).SeedAsync(new Progress<int>(), CancellationToken.None);
        }
    }

    /// <summary>A scope for somebody: a demo person's handle, or the subject of somebody new; null for nobody.</summary>
    public async Task<AsyncServiceScope> ScopeAsync(string? subject = null, string? workspace = null)
    {
        var scope = services.CreateAsyncScope();
        if (subject is not null)
            await scope.ServiceProvider.GetRequiredService<IViewerResolver>().ResolveAsync(Principal(subject), workspace, CancellationToken.None);
        return scope;
    }

    public async Task<T> UseAsync<T>(Func<IServiceProvider, Task<T>> use, string? subject = null, string? workspace = null)
    {
        await using var scope = await ScopeAsync(subject, workspace);
        return await use(scope.ServiceProvider);
    }

    /// <summary>Commits something that changes nothing, so that nothing that was read before is kept; forgets the statements so far.</summary>
    public async Task CommitAsync()
    {
        await using (var scope = services.CreateAsyncScope())
            await scope.ServiceProvider.GetRequiredService<BackendDbContext>().Database.ExecuteSqlAsync($"UPDATE workspaces_workspaces SET slug = slug");
        Statements.Clear();
    }

    /// <summary>Runs an operation and gives its response.</summary>
    public async Task<JsonNode> ExecuteAsync(string subject, string query, object? variables = null, string? workspace = null)
    {
        var serializer = new GraphQLSerializer();
        var result = await services.GetRequiredService<IRequestExecutor>().ExecuteAsync(
            new OperationRequest(query, null, serializer.Deserialize<Inputs>(System.Text.Json.JsonSerializer.Serialize(variables ?? new { }))!),
            new OperationSession(Principal(subject), workspace, "request-1"),
            CancellationToken.None);
        using var operation = (IOperationResult)result;
        return JsonNode.Parse(operation.Response.Span)!;
    }

    /// <summary>The global id of a demo person.</summary>
    public async Task<string> UserIdAsync(string person) => (string)(await ExecuteAsync(person, "{ viewer { id } }"))["data"]!["viewer"]!["id"]!;

    /// <summary>The global id of a team that ada sees.</summary>
    public async Task<string> TeamIdAsync(string key) =>
        (string)(await ExecuteAsync("ada", "query($key: ID!) { team(id: $key) { id } }", new { key }))["data"]!["team"]!["id"]!;

    public static ClaimsPrincipal Principal(string subject, string issuer = Issuer, params (string Type, string Value)[] claims) => new(new ClaimsIdentity(
        [new Claim("iss", issuer), new Claim("sub", subject), .. claims.Select(claim => new Claim(claim.Type, claim.Value))], "test"));

    private sealed class FixedIssuer : IDevelopmentIssuer
    {
        public string Issuer => ModuleServer.Issuer;
    }
}

/// <summary>Stands in for the modules that give a new team what it needs.</summary>
public sealed class TeamRecorder : ITeamCreatedHandler
{
    private readonly List<string> keys = [];

    public IReadOnlyList<string> Keys => keys;

    public Task OnTeamCreatedAsync(ITeam team, CancellationToken cancellationToken)
    {
        keys.Add(team.Key);
        return Task.CompletedTask;
    }
}

/// <summary>Stands for the module of issues where there is none.</summary>
internal sealed class NoIssues : IIssueDirectory
{
    public IQueryable<Guid> VisibleIds() => Array.Empty<Guid>().AsQueryable();

    public IQueryable<Guid> VisibleIds(string permission) => VisibleIds();

    public Task<IIssue> GetVisibleAsync(Guid id, string[] path, CancellationToken cancellationToken) => throw new NotFoundException("Issue", path);

    public Task<IReadOnlyDictionary<Guid, IIssue>> FindAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyDictionary<Guid, IIssue>>(new Dictionary<Guid, IIssue>());

    public Task<IReadOnlyList<IIssue>> ListAllAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<IIssue>>([]);
}
