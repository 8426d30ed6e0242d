using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using Backend.Contracts.Identity;
using Backend.Contracts.Workspaces;
using Backend.GraphQL;
using Backend.Modules.Access;
using Backend.Modules.DataExchange;
using Backend.Modules.Identity;
using Backend.Modules.Jobs;
using Backend.Modules.Tracking;
using Backend.Modules.Workspaces;
using Backend.Platform.Jobs;
using Backend.Platform.Persistence;
using Backend.Platform.Security;
using Backend.Platform.Seeding;
using Backend.UnitTests.Workspaces;
using GraphQL;
using GraphQL.SystemTextJson;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Backend.UnitTests.Tracking;

/// <summary>The modules that issues need, seeded, over a database of their own. The demo people sign in by their handles.</summary>
public sealed class TrackingServer : IAsyncLifetime
{
    private readonly PersistenceOptions persistence = new() { DataDirectory = Directory.CreateTempSubdirectory("backend-unit-").FullName };
    private readonly ServiceProvider services;

    public TrackingServer() => services = new ServiceCollection()
        .AddLogging()
        .AddSingleton<TimeProvider>(Clock)
        .AddGraphQLEngine()
        .AddPersistence(persistence)
        // The model depends on the modules: it must not be shared with tests that take others.
        .ConfigureDbContext<BackendDbContext>(options => options.EnableServiceProviderCaching(false).AddInterceptors(Statements))
        .AddViewers()
        .AddIdentity()
        .AddWorkspaces()
        .AddAccess()
        .AddTracking()
        .AddDataExchange()
        .AddSingleton<IConfiguration>(new ConfigurationBuilder().Build())
        .AddJobs(NodeRoles.Parse([]))
        .AddJobsApi()
        .AddSingleton<IDevelopmentIssuer>(new FixedIssuer())
        .BuildServiceProvider(validateScopes: true);

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 11, 23, 9, 0, 0, TimeSpan.Zero));

    public StatementLog Statements { get; } = new();

    public IServiceProvider Services => services;

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
        foreach (var order in new[] { 10, 20, 30 })
        {
            await using var scope = services.CreateAsyncScope();
            await scope.ServiceProvider.GetServices<ISeedStep>().Single(step => step.Order == order).SeedAsync(new Progress<int>(), CancellationToken.None);
        }
    }

    /// <summary>Uses services as a demo person.</summary>
    public async Task<T> AsAsync<T>(string person, Func<IServiceProvider, Task<T>> use)
    {
        await using var scope = services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<IViewerResolver>().ResolveAsync(ModuleServer.Principal(person), "demo", CancellationToken.None);
        return await use(scope.ServiceProvider);
    }

    /// <summary>Uses services as the system does, in the demo workspace.</summary>
    public async Task<T> AsSystemAsync<T>(Func<IServiceProvider, Task<T>> use)
    {
        await using var scope = services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<IWorkspaceDirectory>().EnterAsync("demo", actorId: null, CancellationToken.None);
        return await use(scope.ServiceProvider);
    }

    /// <summary>Runs an operation and gives its response, errors included.</summary>
    public async Task<JsonNode> ExecuteAsync(string person, string query, object? variables = null) =>
        Read((IOperationResult)await StartAsync(person, query, variables));

    /// <summary>Runs an operation and gives its data; there must be no errors.</summary>
    public async Task<JsonNode> QueryAsync(string person, string query, object? variables = null)
    {
        var response = await ExecuteAsync(person, query, variables);
        Assert.True(response["errors"] is null, response.ToJsonString());
        return response["data"]!;
    }

    /// <summary>Runs a mutation with one input and gives its payload.</summary>
    public async Task<JsonNode> MutateAsync(string person, string name, object input, string fields)
    {
        var type = char.ToUpperInvariant(name[0]) + name[1..] + "Input";
        var query = $$"""mutation($input: {{type}}!) { {{name}}(input: $input) { {{fields}} syncId errors { __typename ... on Error { code message path } } } }""";
        return (await QueryAsync(person, query, new { input }))[name]!;
    }

    /// <summary>Reads a subscription's events until it is cancelled.</summary>
    public async IAsyncEnumerable<JsonNode> SubscribeAsync(
        string person, string query, object? variables, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var stream = (IResponseStream)await StartAsync(person, query, variables);
        await foreach (var result in stream.ReadResultsAsync(cancellationToken))
            yield return Read(result);
    }

    /// <summary>A new issue's payload.</summary>
    public async Task<JsonNode> CreateIssueAsync(string teamId, string title, string person = "ada") =>
        (await MutateAsync(person, "issueCreate", new { teamId, title }, "issue { id identifier number version rank state { id name } }"))["issue"]!;

    /// <summary>The global id of a team that ada sees.</summary>
    public async Task<string> TeamIdAsync(string key) => (string)(await QueryAsync("ada", "query($key: ID!) { team(id: $key) { id } }", new { key }))["team"]!["id"]!;

    /// <summary>A new team with its default workflow.</summary>
    public async Task<string> NewTeamAsync(string key, string visibility = "PUBLIC") =>
        (string)(await MutateAsync("ada", "teamCreate", new { key, name = key, visibility }, "team { id }"))["team"]!["id"]!;

    /// <summary>The global ids of a team's states, by name.</summary>
    public async Task<Dictionary<string, string>> StatesAsync(string teamId) =>
        (await QueryAsync("ada", "query($id: ID!) { node(id: $id) { ... on Team { states { id name } } } }", new { id = teamId }))["node"]!["states"]!.AsArray()
            .ToDictionary(state => (string)state!["name"]!, state => (string)state!["id"]!, StringComparer.Ordinal);

    private async Task<IExecutionResult> StartAsync(string person, string query, object? variables) =>
        await services.GetRequiredService<IRequestExecutor>().ExecuteAsync(
            new OperationRequest(query, null, new GraphQLSerializer().Deserialize<Inputs>(JsonSerializer.Serialize(variables ?? new { }))!),
            new OperationSession(ModuleServer.Principal(person), "demo", "request-1"),
            CancellationToken.None);

    private static JsonNode Read(IOperationResult result)
    {
        using (result)
            return JsonNode.Parse(result.Response.Span)!;
    }

    private sealed class FixedIssuer : IDevelopmentIssuer
    {
        public string Issuer => ModuleServer.Issuer;
    }
}
