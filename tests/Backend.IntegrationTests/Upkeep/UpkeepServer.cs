using System.Text.Json;
using Backend.Contracts.Workspaces;
using Backend.GraphQL;
using Backend.Modules.Tracking.Upkeep;
using Backend.Platform.Events;
using Backend.Platform.Jobs;
using Backend.Platform.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Backend.IntegrationTests.Upkeep;

/// <summary>A server of its own, in which recurring work is done when a test says so, as if it were that time, and never by itself.</summary>
public sealed class UpkeepServer : BackendServer
{
    public UpkeepServer()
        : base("Backend:Roles:0=api", "Backend:Workspaces:DeletionGraceDays=10") =>
        Configure = services => services.AddScoped<PatchyUpkeep>().AddScoped<UpkeepWork<PatchyUpkeep>>();

    /// <summary>Does a kind of upkeep in the demo workspace as if it were another time.</summary>
    internal Task<int> RunAsync<TUpkeep>(DateTimeOffset now)
        where TUpkeep : class, IWorkspaceUpkeep => UseAsync(async (services, _) =>
        {
            await services.GetRequiredService<IWorkspaceDirectory>().EnterAsync("demo", actorId: null, CancellationToken.None);
            return await ActivatorUtilities.CreateInstance<TUpkeep>(services, new FixedClock(now)).RunAsync(CancellationToken.None);
        });

    /// <summary>Does recurring work as if it were another time.</summary>
    internal Task<bool> RunWorkAsync<TWork>(DateTimeOffset now)
        where TWork : class, IRecurringWork => UseAsync(async (services, _) =>
        {
            await ActivatorUtilities.CreateInstance<TWork>(services, new FixedClock(now)).RunAsync(CancellationToken.None);
            return true;
        });

    /// <summary>The changes of an object in the log, oldest first.</summary>
    public Task<List<PlatformEvent>> EventsOfAsync(string globalId)
    {
        var id = Guid(globalId);
        return UseAsync((_, db) => db.Set<PlatformEvent>().Where(change => change.Subject == id).OrderBy(change => change.Sequence).ToListAsync());
    }

    /// <summary>Their types, in one line.</summary>
    public async Task<string> StoryOfAsync(string globalId) => string.Join(' ', (await EventsOfAsync(globalId)).Select(change => change.Type));

    /// <summary>A mutation's payload, which has no errors.</summary>
    public async Task<JsonElement> MutateAsync(string name, object input, string fields, string person = "ada", string workspace = "demo")
    {
        using var client = Client(person, workspace);
        var type = char.ToUpperInvariant(name[0]) + name[1..] + "Input";
        var payload = (await client.QueryAsync(
            $$"""mutation($input: {{type}}!) { {{name}}(input: $input) { {{fields}} errors { ... on Error { code message path } } } }""", new { input })).At(name);
        Assert.Equal("[]", payload.At("errors").GetRawText());
        return payload;
    }

    /// <summary>A new team.</summary>
    public async Task<string> NewTeamAsync(string key, string timezone = "UTC", int? autoArchiveAfterDays = null) =>
        (await MutateAsync("teamCreate", new { key, name = key, timezone, autoArchiveAfterDays }, "team { id }")).Text("team.id");

    /// <summary>A new issue.</summary>
    public async Task<string> NewIssueAsync(string teamId, string title, string? parentId = null, string? dueDate = null) =>
        (await MutateAsync("issueCreate", new { teamId, title, parentId, dueDate }, "issue { id }")).Text("issue.id");

    /// <summary>Puts issues into their team's state of that name.</summary>
    public async Task MoveAsync(string state, params string[] ids)
    {
        using var client = Client();
        foreach (var id in ids)
        {
            var states = (await client.QueryAsync("query($id: ID!) { issue(id: $id) { team { states { id name } } } }", new { id })).At("issue.team.states");
            await MutateAsync("issueUpdate", new { id, stateId = states.EnumerateArray().Single(one => one.Text("name") == state).Text("id") }, "issue { id }");
        }
    }

    public static Guid Guid(string globalId)
    {
        Assert.True(GlobalId.TryParse(globalId, globalId.Split('_')[0] is var prefix ? char.ToUpperInvariant(prefix[0]) + prefix[1..] : "", out var id));
        return id;
    }

    public async Task<T> UseAsync<T>(Func<IServiceProvider, BackendDbContext, Task<T>> use)
    {
        await using var scope = Services.CreateAsyncScope();
        return await use(scope.ServiceProvider, scope.ServiceProvider.GetRequiredService<BackendDbContext>());
    }
}

/// <summary>A clock that stands still.</summary>
internal sealed class FixedClock(DateTimeOffset now) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => now;
}
