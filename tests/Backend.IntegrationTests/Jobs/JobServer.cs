using Backend.GraphQL;
using Backend.Platform.Jobs;
using Backend.Platform.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Backend.IntegrationTests.Jobs;

/// <summary>A server with jobs of the tests, whose workers are taken for dead after five seconds of silence.</summary>
public class JobServer : BackendServer
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public JobServer()
        : this([])
    {
    }

    internal JobServer(params string[] settings)
        : base(["Backend:Jobs:Lease=00:00:05", "Backend:Jobs:ShutdownTimeout=00:00:02", .. settings]) => Configure = services => TestJobs.Add(services.AddSingleton<ILoggerProvider>(Log));

    /// <summary>What the server has logged.</summary>
    internal ScopeLog Log { get; } = new();

    /// <summary>A server whose clock is wrong.</summary>
    internal JobServer(TimeSpan ahead, params string[] settings)
        : this(settings) => Configure = services => TestJobs.Add(services.AddSingleton<TimeProvider>(new WrongClock(ahead)));

    /// <summary>Asks for a job as a person would, in a transaction.</summary>
    public async Task<Guid> EnqueueAsync<TJob>(Deed deed, bool commit = true, string person = "ada")
        where TJob : class, IJob<Deed>
    {
        using var client = Client(person);
        var ids = await client.QueryAsync("{ viewer { id } workspace { id } }");
        Assert.True(GlobalId.TryParse(ids.Text("viewer.id"), "User", out var owner));
        Assert.True(GlobalId.TryParse(ids.Text("workspace.id"), "Workspace", out var workspace));
        return await EnqueueAsync<TJob>(deed, workspace, owner, commit);
    }

    /// <summary>Asks for a job as the system does, which needs no token: those go by the machine's clock.</summary>
    public async Task<Guid> EnqueueBySystemAsync<TJob>(Deed deed)
        where TJob : class, IJob<Deed>
    {
        var workspaces = await UseAsync((_, db) => db.Database.SqlQuery<Guid>($"SELECT id AS \"Value\" FROM workspaces_workspaces WHERE slug = 'demo'").ToListAsync());
        return await EnqueueAsync<TJob>(deed, workspaces.Single(), owner: null, commit: true);
    }

    private Task<Guid> EnqueueAsync<TJob>(Deed deed, Guid workspace, Guid? owner, bool commit)
        where TJob : class, IJob<Deed> =>
        UseAsync(async (services, db) =>
        {
            db.Session = new DataSession(workspace, owner, "request-1");
            await using var write = await db.BeginWriteAsync(CancellationToken.None);
            var job = services.GetRequiredService<JobScheduler>().Enqueue<TJob, Deed>(deed);
            await db.SaveChangesAsync();
            if (commit)
                await write.CommitAsync(CancellationToken.None);
            return job.Id;
        });

    /// <summary>The job's row.</summary>
    public Task<Job?> FindAsync(Guid id) => UseAsync((_, db) => db.Set<Job>().IgnoreQueryFilters().SingleOrDefaultAsync(job => job.Id == id));

    /// <summary>Waits until a job is as wanted.</summary>
    public async Task<Job> UntilAsync(Guid id, Func<Job, bool> wanted)
    {
        var waited = System.Diagnostics.Stopwatch.StartNew();
        while (true)
        {
            var job = await FindAsync(id);
            if (job is not null && wanted(job))
                return job;
            Assert.True(waited.Elapsed < Patience, $"The job is still {job?.Status} after {job?.Attempts} attempts: {job?.ErrorMessage}");
            await Task.Delay(20);
        }
    }

    /// <summary>Waits until something is so.</summary>
    public static async Task UntilAsync(Func<Task<bool>> wanted)
    {
        var waited = System.Diagnostics.Stopwatch.StartNew();
        while (!await wanted())
        {
            Assert.True(waited.Elapsed < Patience, "What was waited for has not come.");
            await Task.Delay(20);
        }
    }

    public Task<Job> UntilAsync(Guid id, JobStatus status) => UntilAsync(id, job => job.Status == status);

    /// <summary>What a counter stands at, in whichever workspace.</summary>
    public Task<long> CountAsync(string counter) => UseAsync(async (_, db) => (await db.Database
        .SqlQuery<long>($"SELECT value AS \"Value\" FROM platform_counters WHERE name = {counter}").ToListAsync()).SingleOrDefault());

    public async Task<T> UseAsync<T>(Func<IServiceProvider, BackendDbContext, Task<T>> use)
    {
        await using var scope = Services.CreateAsyncScope();
        return await use(scope.ServiceProvider, scope.ServiceProvider.GetRequiredService<BackendDbContext>());
    }
}

/// <summary>The system's clock, set wrong.</summary>
internal sealed class WrongClock(TimeSpan ahead) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + ahead;
}
