using Backend.GraphQL;
using Backend.Platform.Jobs;
using Backend.Platform.Persistence;
using Hangfire;
using Hangfire.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Backend.IntegrationTests.Jobs;

/// <summary>Jobs are done once, whatever happens to those who do them, and people see what became of them.</summary>
public sealed class JobTests(JobServer server) : IClassFixture<JobServer>
{
    [Fact]
    public async Task Job_is_done_once_after_the_commit()
    {
        var job = await server.UntilAsync(await server.EnqueueAsync<CountingJob>(new Deed("once")), JobStatus.Succeeded);
        Assert.Equal((1, 1, "{\"attempt\":1}"), (job.Attempts, job.Done, job.ResultJson));
        Assert.Equal(1, await server.CountAsync("once"));
    }

    [Fact]
    public async Task Job_of_a_transaction_that_failed_is_not_there()
    {
        var undone = await server.EnqueueAsync<CountingJob>(new Deed("never"), commit: false);
        await server.UntilAsync(await server.EnqueueAsync<CountingJob>(new Deed("after")), JobStatus.Succeeded);
        Assert.Null(await server.FindAsync(undone));
        Assert.Equal(0, await server.CountAsync("never"));
    }

    [Fact]
    public async Task Failed_attempts_leave_nothing_and_are_repeated()
    {
        var job = await server.UntilAsync(await server.EnqueueAsync<CountingJob>(new Deed("third time", "twice")), JobStatus.Succeeded);
        Assert.Equal(3, job.Attempts);
        Assert.Equal(1, await server.CountAsync("third time"));
    }

    [Fact]
    public async Task Job_that_always_fails_is_a_dead_letter_that_an_admin_retries()
    {
        CountingJob.Mended = false;
        var id = await server.EnqueueAsync<CountingJob>(new Deed("mended", "always"));
        var dead = await server.UntilAsync(id, JobStatus.Dead);
        Assert.Equal((3, "INTERNAL"), (dead.Attempts, dead.ErrorCode));
        Assert.DoesNotContain("secret", dead.ErrorMessage, StringComparison.Ordinal);

        CountingJob.Mended = true;
        using var admin = server.Client("grace");
        var answer = await admin.QueryAsync("mutation($id: ID!) { jobRetry(input: { id: $id }) { job { status attempts } errors { ... on Error { code } } } }", new { id = Global(id) });
        Assert.Equal("QUEUED", answer.Text("jobRetry.job.status"));
        await server.UntilAsync(id, JobStatus.Succeeded);
        Assert.Equal(1, await server.CountAsync("mended"));
    }

    [Fact]
    public async Task Wrong_input_is_not_tried_again_and_can_be_discarded()
    {
        var id = await server.EnqueueAsync<CountingJob>(new Deed("wrong", "wrong"));
        var dead = await server.UntilAsync(id, JobStatus.Dead);
        Assert.Equal((1, "VALIDATION_FAILED", "The deed is wrong."), (dead.Attempts, dead.ErrorCode, dead.ErrorMessage));
        using var admin = server.Client("grace");
        var answer = await admin.QueryAsync("mutation($id: ID!) { jobDiscard(input: { id: $id }) { job { status viewerCan { retry discard cancel } } } }", new { id = Global(id) });
        Assert.Equal("""{"status":"DISCARDED","viewerCan":{"retry":true,"discard":false,"cancel":false}}""", answer.At("jobDiscard.job").GetRawText());
    }

    [Fact]
    public async Task Job_that_takes_too_long_is_ended_and_tried_again()
    {
        var dead = await server.UntilAsync(await server.EnqueueAsync<SlowJob>(new Deed("slow")), JobStatus.Dead);
        Assert.Equal((2, "TIMEOUT"), (dead.Attempts, dead.ErrorCode));
    }

    [Fact]
    public async Task Job_with_a_time_is_not_begun_before()
    {
        var (late, early) = await server.UseAsync(async (services, db) =>
        {
            var id = await server.EnqueueAsync<CountingJob>(new Deed("due"));
            var job = (await server.FindAsync(id))!;
            db.Session = new DataSession(job.WorkspaceId, null, null);
            await using var write = await db.BeginWriteAsync(CancellationToken.None);
            var scheduler = services.GetRequiredService<JobScheduler>();
            var tomorrow = scheduler.Enqueue<CountingJob, Deed>(new Deed("tomorrow"), TimeProvider.System.GetUtcNow().AddDays(1));
            var soon = scheduler.Enqueue<CountingJob, Deed>(new Deed("soon"), TimeProvider.System.GetUtcNow().AddMilliseconds(200));
            await db.SaveChangesAsync();
            await write.CommitAsync(CancellationToken.None);
            return (tomorrow.Id, soon.Id);
        });
        await server.UntilAsync(early, JobStatus.Succeeded);
        Assert.Equal((JobStatus.Queued, 0L), ((await server.FindAsync(late))!.Status, await server.CountAsync("tomorrow")));
    }

    [Fact]
    public async Task Recurring_work_is_due_by_its_time_zone()
    {
        using var storage = server.Services.GetRequiredService<JobStorage>().GetConnection();
        RecurringJobDto? work = null;
        await JobServer.UntilAsync(() => Task.FromResult((work = storage.GetRecurringJobs().Find(job => job.Id == "test.morning"))?.NextExecution is not null));
        var next = TimeZoneInfo.ConvertTimeFromUtc(work!.NextExecution!.Value, TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"));
        Assert.Equal(new TimeSpan(8, 30, 0), next.TimeOfDay);

        var before = MorningWork.Runs;
        server.Services.GetRequiredService<IRecurringJobManager>().Trigger("test.morning");
        await JobServer.UntilAsync(() => Task.FromResult(MorningWork.Runs > before));
    }

    [Fact]
    public async Task Log_of_a_job_names_the_request_that_asked_for_it()
    {
        var id = await server.EnqueueAsync<CountingJob>(new Deed("logged", "wrong"));
        await server.UntilAsync(id, JobStatus.Dead);
        var entry = Assert.Single(server.Log.Entries, entry => entry.Scope.GetValueOrDefault("JobId") is Guid job && job == id);
        Assert.Equal("request-1", entry.Scope["RequestId"]);
    }

    [Fact]
    public async Task Batches_that_were_saved_are_not_done_again()
    {
        var job = await server.UntilAsync(await server.EnqueueAsync<BatchJob>(new Deed("batches")), JobStatus.Succeeded);
        Assert.Equal((2, 10, 10), (job.Attempts, job.Done, job.Total));
        Assert.Equal(10, await server.CountAsync("batches"));
    }

    [Fact]
    public async Task Progress_is_told_live_and_a_running_job_can_be_stopped()
    {
        var id = await server.EnqueueAsync<EndlessJob>(new Deed("endless"), person: "linus");
        await using var socket = await SocketClient.ConnectAsync(server, "linus");
        await socket.SubscribeAsync("1", "subscription($id: ID!) { jobProgress(id: $id) { status done total } }", new { id = Global(id) });
        while ((await socket.NextAsync()).At("jobProgress.done").GetInt32() != 3)
        {
            // It is told as it is when the subscription begins, which may be before it runs.
        }

        using var linus = server.Client("linus");
        await linus.QueryAsync("mutation($id: ID!) { jobCancel(input: { id: $id }) { job { id } errors { ... on Error { message } } } }", new { id = Global(id) });
        Assert.Equal("CANCELLED", (await socket.NextAsync()).Text("jobProgress.status"));
        Assert.Equal("complete", (await socket.ReceiveAsync()).Text("type"));
        Assert.Equal(JobStatus.Cancelled, (await server.FindAsync(id))!.Status);
    }

    [Fact]
    public async Task Workers_who_take_the_same_job_have_one_effect()
    {
        var id = await server.EnqueueAsync<CountingJob>(new Deed("fought over"));
        var job = (await server.FindAsync(id))!;
        var runner = server.Services.GetRequiredService<JobRunner>();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => runner.RunAsync(job.WorkspaceId, id, CancellationToken.None))));
        await server.UntilAsync(id, JobStatus.Succeeded);
        Assert.Equal(1, await server.CountAsync("fought over"));
    }

    [Fact]
    public async Task Job_whose_worker_died_is_done_by_another()
    {
        var id = await server.EnqueueAsync<CountingJob>(new Deed("survivor", "always"));
        CountingJob.Mended = false;
        await server.UntilAsync(id, JobStatus.Dead);
        // As a worker leaves it that was killed: running, with a lease that nobody renews.
        CountingJob.Mended = true;
        var lease = Guid.CreateVersion7();
        await server.UseAsync((_, db) => db.Set<Job>().IgnoreQueryFilters().Where(job => job.Id == id).ExecuteUpdateAsync(set => set
            .SetProperty(job => job.Status, JobStatus.Running).SetProperty(job => job.Attempts, 1)
            .SetProperty(job => EF.Property<Guid?>(job, "LeaseId"), lease)
            .SetProperty(job => EF.Property<DateTimeOffset?>(job, "LeaseUntil"), TimeProvider.System.GetUtcNow().AddSeconds(-1))));
        Assert.Equal(2, (await server.UntilAsync(id, JobStatus.Succeeded)).Attempts);
        Assert.Equal(1, await server.CountAsync("survivor"));
    }

    [Fact]
    public async Task Every_change_reaches_a_handler_once()
    {
        using var client = server.Client();
        var ids = new List<Guid>();
        for (var index = 0; index < 20; index++)
        {
            var label = await client.QueryAsync(
                "mutation($name: String!) { labelCreate(input: { name: $name, color: \"#123456\" }) { label { id } } }", new { name = $"handled {index}" });
            Assert.True(GlobalId.TryParse(label.Text("labelCreate.label.id"), "Label", out var id));
            ids.Add(id);
        }

        // The last one's job is asked for after all others'.
        await JobServer.UntilAsync(
            async () => await server.CountAsync($"seen:{ids[^1]}") > 0
                && await server.UseAsync((_, db) => db.Set<Job>().IgnoreQueryFilters().AllAsync(job => job.Type != "on:test.seen" || job.Status == JobStatus.Succeeded)));
        foreach (var id in ids)
            Assert.Equal(1, await server.CountAsync($"seen:{id}"));
    }

    [Fact]
    public async Task People_see_their_own_jobs_and_admins_see_all()
    {
        var id = await server.EnqueueAsync<CountingJob>(new Deed("seen by some"), person: "linus");
        await server.UntilAsync(id, JobStatus.Succeeded);
        const string Query = "query($id: ID!) { job(id: $id) { type status owner { name } result } }";
        foreach (var person in new[] { "linus", "grace" })
        {
            using var client = server.Client(person);
            Assert.Equal(
                """{"type":"test.count","status":"SUCCEEDED","owner":{"name":"Linus Torvalds"},"result":{"attempt":1}}""",
                (await client.QueryAsync(Query, new { id = Global(id) })).At("job").GetRawText());
        }

        using var guest = server.Client("guest");
        Assert.Equal("NOT_FOUND", await guest.FailAsync(Query, new { id = Global(id) }));
        Assert.Equal(0, (await guest.QueryAsync("{ jobs { totalCount } }")).At("jobs.totalCount").GetInt32());
        Assert.Equal("FORBIDDEN", await guest.FailAsync("mutation($id: ID!) { jobRetry(input: { id: $id }) { job { id } } }", new { id = Global(id) }));
    }

    private static string Global(Guid id) => GlobalId.Format(nameof(Job), id);
}
