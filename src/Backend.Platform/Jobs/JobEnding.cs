using System.Text.Json;
using Microsoft.EntityFrameworkCore;

namespace Backend.Platform.Jobs;

/// <summary>What becomes of a job after an attempt.</summary>
internal sealed record JobEnding(JobStatus Status, DateTimeOffset Now)
{
    private DateTimeOffset? FinishedAt { get; init; } = Now;

    private DateTimeOffset AvailableAt { get; init; } = Now;

    private int AttemptsBack { get; init; }

    private string? ErrorCode { get; init; }

    private string? ErrorMessage { get; init; }

    private (int Done, int? Total, string? Result)? Outcome { get; init; }

    public static JobEnding Success(JobContext context, TimeProvider clock) => new(JobStatus.Succeeded, clock.GetUtcNow())
    {
        Outcome = (context.Done, context.Total, context.Result is null ? null : JsonSerializer.Serialize(context.Result, JobJson.Options)),
    };

    public static JobEnding Dead(string code, string message, TimeProvider clock) =>
        new(JobStatus.Dead, clock.GetUtcNow()) { ErrorCode = code, ErrorMessage = message };

    public static JobEnding Cancelled(TimeProvider clock) => new(JobStatus.Cancelled, clock.GetUtcNow());

    public static JobEnding Again(string code, string message, TimeSpan pause, TimeProvider clock) => new(JobStatus.Queued, clock.GetUtcNow())
    {
        FinishedAt = null,
        AvailableAt = clock.GetUtcNow() + pause,
        ErrorCode = code,
        ErrorMessage = message,
    };

    /// <summary>As if it had not been begun: the attempt does not count.</summary>
    public static JobEnding HandBack(Job job, TimeSpan pause, TimeProvider clock) => new(JobStatus.Queued, clock.GetUtcNow())
    {
        FinishedAt = null,
        AvailableAt = clock.GetUtcNow() + pause,
        AttemptsBack = 1,
        ErrorCode = job.ErrorCode,
        ErrorMessage = job.ErrorMessage,
    };

    /// <summary>Writes it to the job's row; false where the row is not held any more.</summary>
    public async Task<bool> WriteAsync(IQueryable<Job> held, CancellationToken cancellationToken)
    {
        var (status, finishedAt, availableAt, back, code, message) = (Status, FinishedAt, AvailableAt, AttemptsBack, ErrorCode, ErrorMessage);
        DateTimeOffset? none = null;
        Guid? nobody = null;
        if (Outcome is var (done, total, result))
        {
            await held.ExecuteUpdateAsync(
                set => set.SetProperty(job => job.Done, done).SetProperty(job => job.Total, total).SetProperty(job => job.ResultJson, result), cancellationToken);
        }

        return await held.ExecuteUpdateAsync(
            set => set.SetProperty(job => job.Status, status).SetProperty(job => job.FinishedAt, finishedAt).SetProperty(job => job.AvailableAt, availableAt)
                .SetProperty(job => job.Attempts, job => job.Attempts - back).SetProperty(job => job.ErrorCode, code).SetProperty(job => job.ErrorMessage, message)
                .SetProperty(job => job.LeaseId, nobody).SetProperty(job => job.LeaseUntil, none).SetProperty(job => job.HandedOverAt, none),
            cancellationToken) == 1;
    }
}
