using Backend.GraphQL;
using Backend.Platform.Jobs;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Backend.IntegrationTests.Jobs;

/// <summary>Nodes stop, and others go on.</summary>
public sealed class JobNodesTests : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("backend-jobs-").FullName;
    private readonly TestDatabase database = TestDatabase.Create();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await database.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Job_waits_for_a_node_that_works_on_jobs()
    {
        var api = await StartAsync("Backend:Roles:0=api");
        var id = await api.EnqueueAsync<CountingJob>(new Deed("waited"));
        // Whoever has no workers leaves the job where it is, also when it stops.
        await api.StopAsync();
        var worker = await StartAsync("Backend:Roles:0=worker");
        await worker.UntilAsync(id, JobStatus.Succeeded);
        Assert.Equal(1, await worker.CountAsync("waited"));
        await worker.DisposeAsync();
        await api.DisposeAsync();
    }

    [Fact]
    public async Task Node_that_stops_hands_its_jobs_back_within_its_time()
    {
        var first = await StartAsync("Backend:Jobs:ShutdownTimeout=00:00:10");
        var id = await first.EnqueueAsync<EndlessJob>(new Deed("handed back"));
        await first.UntilAsync(id, JobStatus.Running);
        await first.StopAsync().WaitAsync(TimeSpan.FromSeconds(20));
        var job = (await first.FindAsync(id))!;
        Assert.Equal((JobStatus.Queued, 0), (job.Status, job.Attempts));
        var second = await StartAsync();
        await second.UntilAsync(id, JobStatus.Running);
        await second.DisposeAsync();
        await first.DisposeAsync();
    }

    [Fact]
    public async Task Job_of_a_node_that_was_killed_is_taken_over_long_before_its_lease_ends()
    {
        // Its one worker is busy with the job: here, where the process goes on, it must not take what is handed over again.
        var killed = await StartAsync("Backend:Jobs:Lease=01:00:00", "Backend:Jobs:Workers:default=1");
        var id = await killed.EnqueueAsync<EndlessJob>(new Deed("taken over"));
        await killed.UntilAsync(id, JobStatus.Running);
        var other = await StartAsync("Backend:Jobs:Lease=01:00:00");
        // What the operating system does for a process that is killed.
        await killed.Services.GetRequiredService<WorkerPresence>().DisposeAsync();
        await other.UntilAsync(id, job => job is { Status: JobStatus.Running, Attempts: 2 });
        await other.DisposeAsync();
        await killed.DisposeAsync();
    }

    [Fact]
    public async Task Node_that_stops_lets_a_short_job_finish()
    {
        // Time enough on a busy machine: what is asked is whether it waits, not how long.
        var node = await StartAsync("Backend:Jobs:ShutdownTimeout=00:00:30");
        var id = await node.EnqueueAsync<ShortJob>(new Deed("short"));
        await node.UntilAsync(id, JobStatus.Running);
        await node.StopAsync();
        var job = (await node.FindAsync(id))!;
        Assert.Equal((JobStatus.Succeeded, 1), (job.Status, job.Attempts));
        await node.DisposeAsync();
    }

    [Fact]
    public async Task Change_made_before_the_first_worker_is_handled()
    {
        var api = await StartAsync("Backend:Roles:0=api");
        using var client = api.Client();
        await JobServer.UntilAsync(async () => await PlacesAsync(api) > 0);
        var label = await client.QueryAsync("mutation { labelCreate(input: { name: \"Early\", color: \"#123456\" }) { label { id } } }");
        Assert.True(GlobalId.TryParse(label.Text("labelCreate.label.id"), "Label", out var id));
        var worker = await StartAsync("Backend:Roles:0=worker");
        await JobServer.UntilAsync(async () => await worker.CountAsync($"seen:{id}") == 1);
        await worker.DisposeAsync();
        await api.DisposeAsync();
    }

    [Fact]
    public async Task Nodes_share_the_work_and_none_is_done_twice()
    {
        var nodes = new[] { await StartAsync(), await StartAsync() };
        using var client = nodes[1].Client();
        var labels = new List<Guid>();
        var jobs = new List<Guid>();
        for (var index = 0; index < 30; index++)
        {
            jobs.Add(await nodes[index % 2].EnqueueBySystemAsync<CountingJob>(new Deed($"shared {index}")));
            var label = await client.QueryAsync(
                "mutation($name: String!) { labelCreate(input: { name: $name, color: \"#123456\" }) { label { id } } }", new { name = $"shared {index}" });
            Assert.True(GlobalId.TryParse(label.Text("labelCreate.label.id"), "Label", out var id));
            labels.Add(id);
        }

        foreach (var id in jobs)
            await nodes[0].UntilAsync(id, JobStatus.Succeeded);
        foreach (var id in labels)
            await JobServer.UntilAsync(async () => await nodes[0].CountAsync($"seen:{id}") > 0);
        // Nothing is left that could be done a second time.
        await JobServer.UntilAsync(() => nodes[0].UseAsync((_, db) => db.Set<Job>().IgnoreQueryFilters().AllAsync(job => job.Status == JobStatus.Succeeded)));
        for (var index = 0; index < jobs.Count; index++)
            Assert.Equal((1, 1), (await nodes[1].CountAsync($"shared {index}"), await nodes[1].CountAsync($"seen:{labels[index]}")));
        foreach (var node in nodes)
            await node.DisposeAsync();
    }

    [PostgreSqlFact]
    public async Task Node_with_a_wrong_clock_takes_no_job_away_and_delays_none()
    {
        // The node that works is behind the one that asks: what is due for one must be so for the other.
        var behind = await StartAsync(TimeSpan.FromHours(-2), "Backend:Roles:0=worker");
        var running = await behind.EnqueueBySystemAsync<EndlessJob>(new Deed("held"));
        await behind.UntilAsync(running, job => job.Status == JobStatus.Running && job.Done == 3);
        var ahead = await StartAsync(TimeSpan.FromHours(2));
        for (var index = 0; index < 20; index++)
            await ahead.UntilAsync(await ahead.EnqueueBySystemAsync<CountingJob>(new Deed("skewed")), JobStatus.Succeeded);
        Assert.Equal(20, await ahead.CountAsync("skewed"));
        var still = (await ahead.FindAsync(running))!;
        Assert.Equal((JobStatus.Running, 1, null), (still.Status, still.Attempts, still.ErrorCode));
        await ahead.DisposeAsync();
        await behind.DisposeAsync();
    }

    [PostgreSqlFact]
    public async Task Lock_of_a_node_that_was_killed_keeps_the_others_waiting_for_seconds_only()
    {
        var node = await StartAsync("Backend:Jobs:Workers:default=1");
        await node.UntilAsync(await node.EnqueueAsync<CountingJob>(new Deed("before")), JobStatus.Succeeded);
        // Hangfire's locks are rows. A worker that is killed while it changes a job's state leaves one behind.
        await node.UseAsync((_, db) => db.Database.ExecuteSqlAsync($"""
            INSERT INTO hangfire.lock (resource, updatecount, acquired)
            SELECT 'hangfire:job:' || id || ':state-lock', 0, now() AT TIME ZONE 'UTC' - interval '31 seconds'
            FROM generate_series((SELECT MAX(id) + 1 FROM hangfire.job), (SELECT MAX(id) + 20 FROM hangfire.job)) AS id
            """));
        await node.UntilAsync(await node.EnqueueAsync<CountingJob>(new Deed("after")), JobStatus.Succeeded);
        await node.DisposeAsync();
    }

    private static Task<int> PlacesAsync(JobServer server) => server.UseAsync(
        async (_, db) => (await db.Database.SqlQuery<int>($"SELECT COUNT(*) AS \"Value\" FROM platform_event_positions").ToListAsync()).Single());

    private async Task<JobServer> StartAsync(TimeSpan ahead, params string[] settings)
    {
        var server = new JobServer(ahead, [$"Backend:DataDirectory={folder}", $"ConnectionStrings:Database={database.ConnectionString}", .. settings]);
        await server.InitializeAsync();
        return server;
    }

    private async Task<JobServer> StartAsync(params string[] settings)
    {
        var server = new JobServer([$"Backend:DataDirectory={folder}", $"ConnectionStrings:Database={database.ConnectionString}", .. settings]);
        await server.InitializeAsync();
        return server;
    }
}
