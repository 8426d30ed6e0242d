using System.Text.Json;
using Backend.GraphQL;
using Backend.Modules.Tracking.Issues;
using Backend.Platform.Errors;
using Backend.Platform.Jobs;
using Backend.Platform.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Backend.Modules.Tracking.Bulk;

/// <summary>What came of a batch.</summary>
/// <param name="issues">The issues that were created or changed.</param>
/// <param name="failed">How many were not.</param>
/// <param name="errors">Why.</param>
[Payload]
internal sealed class IssueBatch(IReadOnlyList<Issue> issues, int failed, IReadOnlyList<IError> errors) : IPartialResult, IKeptResult<IssueBatch>
{
    /// <summary>The most issues that are handled at once; more are handled by a job.</summary>
    public const int MaxSize = 1_000;

    /// <summary>The most issues that one batch handles at all.</summary>
    public const int MaxJobSize = 20_000;

    /// <summary>The issues, in the order of the input; empty where a job does it, null where nothing was done.</summary>
    [ListSize(MaxSize)]
    public IReadOnlyList<Issue> Issues { get; } = issues;

    /// <summary>How many issues were done; 0 where a job does it, null where nothing was done.</summary>
    public int SucceededCount { get; private init; } = issues.Count;

    /// <summary>How many could not be done; null where nothing was done.</summary>
    public int FailedCount { get; } = failed;

    /// <summary>The job that does it, where there are more than 1,000 issues; its <c>result</c> says how many succeeded and failed, with the first errors.</summary>
    public Job? Job { get; private init; }

    [GraphQLIgnore]
    public IReadOnlyList<IError> Errors { get; } = errors;

    /// <summary>A batch that a job does.</summary>
    public static IssueBatch ByJob(Job job) => new([], 0, []) { Job = job };

    public string Keep() => JsonSerializer.Serialize(new Kept(
        [.. Issues.Select(issue => issue.Id)], FailedCount,
        [.. Errors.Select(error => new KeptError(error is NotFoundError, error.Message, [.. error.Path]))], Job?.Id));

    public static async Task<IssueBatch> RestoreAsync(string kept, IServiceProvider services, CancellationToken cancellationToken)
    {
        var (ids, failed, errors, jobId) = JsonSerializer.Deserialize<Kept>(kept)!;
        var found = await services.GetRequiredService<VisibleIssues>().Query().Where(issue => ids.Contains(issue.Id))
            .ToDictionaryAsync(issue => issue.Id, cancellationToken);
        IError[] again = [.. errors.Select(IError (error) =>
            error.IsNotFound ? new NotFoundError(error.Message, error.Path) : new ValidationError(error.Message, error.Path))];
        var job = jobId is null ? null : await services.GetRequiredService<BackendDbContext>().Set<Job>().SingleOrDefaultAsync(job => job.Id == jobId, cancellationToken);
        return new IssueBatch([.. ids.Where(found.ContainsKey).Select(id => found[id])], failed, again) { SucceededCount = ids.Length, Job = job };
    }

    private sealed record Kept(Guid[] Ids, int Failed, KeptError[] Errors, Guid? JobId = null);

    private sealed record KeptError(bool IsNotFound, string Message, string[] Path);
}
