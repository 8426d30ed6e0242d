using Backend.GraphQL;
using Backend.Platform.Jobs;

namespace Backend.Modules.Jobs.Jobs;

/// <summary>Filters by a job.</summary>
internal sealed record JobFilter : FilterInput<JobFilter>
{
    /// <summary>The id.</summary>
    public IdComparator? Id { get; init; }

    /// <summary>What kind of work.</summary>
    public StringComparator? Type { get; init; }

    /// <summary>The queue.</summary>
    public StringComparator? Queue { get; init; }

    /// <summary>How far it is.</summary>
    public EnumComparator<JobStatus>? Status { get; init; }

    /// <summary>When it was asked for.</summary>
    public DateTimeComparator? CreatedAt { get; init; }

    /// <summary>When it ended.</summary>
    public DateTimeComparator? FinishedAt { get; init; }
}

internal sealed class JobFilterTranslator(TimeProvider clock) : FilterTranslator<JobFilter, Job>(clock)
{
    protected override void Translate(JobFilter filter, Predicates<Job> where)
    {
        where.Add(filter.Id, job => job.Id);
        where.Add(filter.Type, job => job.Type);
        where.Add(filter.Queue, job => job.Queue);
        where.Add(filter.Status, job => job.Status);
        where.Add(filter.CreatedAt, job => job.CreatedAt);
        where.Add(filter.FinishedAt, job => job.FinishedAt);
    }
}
