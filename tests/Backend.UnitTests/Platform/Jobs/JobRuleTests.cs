using Backend.Platform.Errors;
using Backend.Platform.Jobs;
using Backend.Platform.Persistence;

namespace Backend.UnitTests.Platform.Jobs;

public sealed class JobRuleTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void IsDue_work_for_at_once_asked_for_by_a_node_that_is_ahead_is_true()
    {
        var job = Create(createdAt: Now.AddHours(2), availableAt: Now.AddHours(2));
        Assert.True(Job.IsDue(Now).Compile()(job));
    }

    [Theory]
    [InlineData(-1, true)]
    [InlineData(0, true)]
    [InlineData(1, false)]
    public void IsDue_work_with_a_time_goes_by_the_time(int minutes, bool due) =>
        Assert.Equal(due, Job.IsDue(Now).Compile()(Create(createdAt: Now.AddDays(-1), availableAt: Now.AddMinutes(minutes))));

    [Fact]
    public void Cancel_waiting_job_stops_it_at_once()
    {
        var job = Create(Now, Now);
        job.Cancel(Now);
        Assert.Equal((JobStatus.Cancelled, true, Now), (job.Status, job.CancelRequested, job.FinishedAt));
        Assert.False(Job.IsDue(Now).Compile()(job));
        Assert.Throws<ValidationFailedException>(() => job.Cancel(Now));
    }

    [Fact]
    public void Retry_stopped_job_is_due_with_all_its_attempts()
    {
        var job = Create(Now.AddDays(-1), Now.AddDays(1));
        job.Cancel(Now);
        job.Retry();
        Assert.Equal((JobStatus.Queued, 0, false, null), (job.Status, job.Attempts, job.CancelRequested, job.FinishedAt));
        Assert.True(Job.IsDue(Now).Compile()(job));
    }

    [Fact]
    public void Retry_or_discard_waiting_job_is_refused()
    {
        var job = Create(Now, Now);
        Assert.Throws<ValidationFailedException>(job.Retry);
        Assert.Throws<ValidationFailedException>(job.Discard);
    }

    [Theory]
    [InlineData(1, 1, 2)]
    [InlineData(2, 2, 4)]
    [InlineData(5, 16, 32)]
    [InlineData(1_000, 900, 1_800)]
    public void PauseAfter_attempts_lies_in_the_upper_half_of_what_doubles(int attempts, int least, int most)
    {
        var pauses = Enumerable.Range(0, 200).Select(_ => new JobPolicy().PauseAfter(attempts).TotalSeconds).ToList();
        Assert.All(pauses, pause => Assert.InRange(pause, least, most));
        Assert.True(pauses.Distinct().Count() > 10);
    }

    private static Job Create(DateTimeOffset createdAt, DateTimeOffset availableAt) =>
        Job.Create(DataSession.None, Guid.Empty, Guid.Empty, "test", JobQueues.Default, "null", availableAt, createdAt);
}
