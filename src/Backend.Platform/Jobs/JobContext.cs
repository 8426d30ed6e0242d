using System.Text.Json;
using Backend.Platform.Persistence;

namespace Backend.Platform.Jobs;

/// <summary>What a job knows of its own run, and how it tells of its progress.</summary>
public sealed class JobContext
{
    private readonly JobLease lease;
    private readonly string? checkpoint;

    internal JobContext(Job job, JobLease lease, DateTimeOffset deadline)
    {
        Deadline = deadline;
        this.lease = lease;
        (JobId, WorkspaceId, OwnerId, TokenId, Attempt, checkpoint) = (job.Id, job.WorkspaceId, job.OwnerId, job.TokenId, job.Attempts, job.Checkpoint);
        (Done, Total) = (job.Done, job.Total);
    }

    /// <summary>The job.</summary>
    public Guid JobId { get; }

    /// <summary>The workspace that it works for.</summary>
    public Guid WorkspaceId { get; }

    /// <summary>Who asked for it; null for the system.</summary>
    public Guid? OwnerId { get; }

    /// <summary>Who asked for it, where it is a person's.</summary>
    public Guid RequiredOwnerId => OwnerId ?? throw new InvalidOperationException("The job was asked for by the system.");

    /// <summary>The token with which it was asked for; null where there was none.</summary>
    public Guid? TokenId { get; }

    /// <summary>Which attempt this is, from 1.</summary>
    public int Attempt { get; }

    /// <summary>When this attempt is ended, whatever it has done by then.</summary>
    public DateTimeOffset Deadline { get; }

    /// <summary>How many of its things are done.</summary>
    public int Done { get; private set; }

    /// <summary>How many there are.</summary>
    public int? Total { get; private set; }

    /// <summary>What the job comes to, shown as its result.</summary>
    public object? Result { get; set; }

    /// <summary>Where an earlier attempt got to; the default where there was none.</summary>
    public TCheckpoint? ReadCheckpoint<TCheckpoint>() =>
        checkpoint is null ? default : JsonSerializer.Deserialize<TCheckpoint>(checkpoint, JobJson.Options);

    /// <summary>Tells of the progress; shown within a second.</summary>
    public void Report(int done, int? total)
    {
        (Done, Total) = (done, total);
        lease.Report(done, total);
    }

    /// <summary>
    /// Saves where a job in batches has got to, in the transaction of the batch: both are there, or neither.
    /// </summary>
    /// <exception cref="JobLeaseLostException">Another worker has taken the job over; the batch must be undone.</exception>
    public async Task SaveAsync<TCheckpoint>(BackendDbContext db, TCheckpoint reached, int done, int? total, CancellationToken cancellationToken)
    {
        (Done, Total) = (done, total);
        await lease.SaveAsync(db, JsonSerializer.Serialize(reached, JobJson.Options), done, total, cancellationToken);
    }
}

/// <summary>Another worker has taken the job over, because this one was silent for too long.</summary>
public sealed class JobLeaseLostException() : Exception("The job was taken over by another worker.");
