using Backend.GraphQL;
using Backend.Platform.Jobs;

namespace Backend.Modules.Jobs.Jobs;

/// <summary>Orders jobs by one key.</summary>
[OneOf]
internal sealed record JobSort
{
    /// <summary>By when they were asked for.</summary>
    public SortOrder? CreatedAt { get; init; }

    /// <summary>By when they ended.</summary>
    public SortOrder? FinishedAt { get; init; }

    /// <summary>By what kind of work they are.</summary>
    public SortOrder? Type { get; init; }
}

internal sealed class JobSortTranslator : SortTranslator<JobSort, Job>
{
    protected override void Translate(JobSort sort, SortKeys<Job> keys) => keys
        .Add(sort.CreatedAt, job => job.CreatedAt)
        .Add(sort.FinishedAt, job => job.FinishedAt)
        .Add(sort.Type, job => job.Type);

    protected override void Default(SortKeys<Job> keys) => keys.Add(job => job.CreatedAt, SortDirection.Desc);
}
