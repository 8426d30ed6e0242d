using System.Text.Json;
using Microsoft.EntityFrameworkCore;

namespace Backend.Platform.Jobs;

/// <summary>What becomes of a job after an attempt.</summary>
internal sealed record JobEnding(JobStatus Status)
{
    private TimeSpan Pause { get; init; }

    private int AttemptsBack { get; init; }

    private string? ErrorCode { get; init; }

    private string? ErrorMessage { get; init; }

    private (int Done, int? Total, string? Result)? Outcome { get; init; }

    public static JobEnding Success(JobContext context) => new(JobStatus.Succeeded)
    {
        Outcome = (context.Done, context.Total, context.Result is null ? null : JsonSerializer.Serialize(context.Result, JobJson.Options)),
    };

    public static JobEnding Dead(string code, string message) =>
        new(JobStatus.Dead) { ErrorCode = code, ErrorMessage = message };

    public static JobEnding Cancelled() => new(JobStatus.Cancelled);

    public static JobEnding Again(string code, string message, TimeSpan pause) => new(JobStatus.Queued)
    {
        Pause = pause,
        ErrorCode = code,
        ErrorMessage = message,
    };

    /// <summary>As if it had not been begun: the attempt does not count.</summary>
    public static JobEnding HandBack(Job job, TimeSpan pause) => new(JobStatus.Queued)
    {
        Pause = pause,
        AttemptsBack = 1,
        ErrorCode = job.ErrorCode,
        ErrorMessage = job.ErrorMessage,
    };

    /// <summary>Writes it to the job's row; false where the row is not held any more.</summary>
    /// <param name="held">The row.</param>
    /// <param name="now">What time it is in the database.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    public async Task<bool> WriteAsync(IQueryable<Job> held, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (status, availableAt, back, code, message) = (Status, now + Pause, AttemptsBack, ErrorCode, ErrorMessage);
        DateTimeOffset? finishedAt = status == JobStatus.Queued ? null : now;
        DateTimeOffset? none = null;
        Guid? nobody = null;
        return await held.ExecuteUpdateAsync(
            set =>
            {
                set.SetProperty(job => job.Status, status).SetProperty(job => job.FinishedAt, finishedAt).SetProperty(job => job.AvailableAt, availableAt)
                    .SetProperty(job => job.Attempts, job => job.Attempts - back).SetProperty(job => job.ErrorCode, code).SetProperty(job => job.ErrorMessage, message)
                    .SetProperty(job => job.LeaseId, nobody).SetProperty(job => job.LeaseUntil, none).SetProperty(job => job.HandedOverAt, none);
                if (Outcome is var (done, total, result))
                    set.SetProperty(job => job.Done, done).SetProperty(job => job.Total, total).SetProperty(job => job.ResultJson, result);
            },
            cancellationToken) == 1;
    }
}
