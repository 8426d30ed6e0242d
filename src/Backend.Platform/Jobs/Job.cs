using System.Linq.Expressions;
using Backend.GraphQL;
using Backend.Platform.Errors;
using Backend.Platform.Persistence;

namespace Backend.Platform.Jobs;

/// <summary>Work that was asked for, and what has become of it.</summary>
public sealed class Job : WorkspaceEntity
{
    private Job()
    {
    }

    /// <summary>What kind of work, such as <c>issues.purge</c>.</summary>
    public string Type { get; private init; } = string.Empty;

    /// <summary>The queue that it waits in.</summary>
    public string Queue { get; private init; } = string.Empty;

    /// <summary>How far it is.</summary>
    public JobStatus Status { get; private set; }

    /// <summary>Who asked for it; null for the system.</summary>
    public Guid? OwnerId { get; private init; }

    /// <summary>The token with which it was asked for, whose rights it has; null where there was none.</summary>
    internal Guid? TokenId { get; private init; }

    /// <summary>How often it was begun.</summary>
    public int Attempts { get; private set; }

    /// <summary>When it may be begun, or begun again.</summary>
    public DateTimeOffset AvailableAt { get; private set; }

    /// <summary>When it was first begun; null while it was not.</summary>
    public DateTimeOffset? StartedAt { get; private set; }

    /// <summary>When it ended; null while it has not.</summary>
    public DateTimeOffset? FinishedAt { get; private set; }

    /// <summary>How many of its things are done.</summary>
    public int Done { get; private set; }

    /// <summary>How many things there are; null where that is not known.</summary>
    public int? Total { get; private set; }

    /// <summary>The code of what went wrong last; null where nothing did.</summary>
    public string? ErrorCode { get; private set; }

    /// <summary>What went wrong last, for a person.</summary>
    public string? ErrorMessage { get; private set; }

    /// <summary>Whether somebody asked to stop it.</summary>
    public bool CancelRequested { get; private set; }

    /// <summary>What it is told, as JSON.</summary>
    [GraphQLIgnore]
    public string Arguments { get; private init; } = "null";

    /// <summary>What it came to, as JSON.</summary>
    [GraphQLIgnore]
    public string? ResultJson { get; private set; }

    /// <summary>Where a job that saves in batches goes on, as JSON.</summary>
    internal string? Checkpoint { get; private set; }

    /// <summary>The request that asked for it.</summary>
    internal string? RequestId { get; private init; }

    /// <summary>Where the trace of what asked for it goes on; null where that is not traced.</summary>
    internal string? TraceParent { get; private init; }

    /// <summary>When it was handed to the scheduler; null while that is to be done.</summary>
    internal DateTimeOffset? HandedOverAt { get; private set; }

    /// <summary>Who works on it: only the holder of the lease may say that it is done.</summary>
    internal Guid? LeaseId { get; private set; }

    /// <summary>Until when the holder need not say that it still works.</summary>
    internal DateTimeOffset? LeaseUntil { get; private set; }

    internal static Job Create(
        DataSession session, Guid workspaceId, Guid id, string type, string queue, string arguments, DateTimeOffset availableAt, DateTimeOffset now) => new()
        {
            WorkspaceId = workspaceId,
            Id = id,
            Type = type,
            Queue = queue,
            Arguments = arguments,
            OwnerId = session.ActorId,
            TokenId = session.TokenId,
            RequestId = session.RequestId,
            TraceParent = Telemetry.TraceParent.Current,
            AvailableAt = availableAt,
            CreatedAt = now,
            UpdatedAt = now,
        };

    /// <summary>
    /// Whether it waits and may be begun. Work that was asked for at once is due whatever time it was on the node that asked;
    /// everything else is compared with the database's time.
    /// </summary>
    internal static Expression<Func<Job, bool>> IsDue(DateTimeOffset now) =>
        job => job.Status == JobStatus.Queued && (job.AvailableAt <= now || job.AvailableAt == job.CreatedAt);

    /// <summary>Begins anew, with all its attempts.</summary>
    /// <exception cref="ValidationFailedException">It has not failed, nor was it stopped.</exception>
    public void Retry()
    {
        if (Status is not (JobStatus.Dead or JobStatus.Cancelled or JobStatus.Discarded))
            throw new ValidationFailedException("id", "Only a job that has failed or was stopped can be retried.");
        (Status, Attempts, CancelRequested, HandedOverAt, FinishedAt, AvailableAt) = (JobStatus.Queued, 0, false, null, null, CreatedAt);
        (ErrorCode, ErrorMessage) = (null, null);
    }

    /// <summary>Gives it up.</summary>
    /// <exception cref="ValidationFailedException">It has not failed.</exception>
    public void Discard()
    {
        if (Status != JobStatus.Dead)
            throw new ValidationFailedException("id", "Only a job that has failed can be discarded.");
        Status = JobStatus.Discarded;
    }

    /// <summary>Stops it: at once while it waits, and as soon as the worker looks up while it runs.</summary>
    /// <exception cref="ValidationFailedException">It has ended.</exception>
    public void Cancel(DateTimeOffset now)
    {
        if (Status is not (JobStatus.Queued or JobStatus.Running))
            throw new ValidationFailedException("id", "The job has ended already.");
        CancelRequested = true;
        if (Status == JobStatus.Queued)
            (Status, FinishedAt) = (JobStatus.Cancelled, now);
    }
}
