using Backend.GraphQL;
using Backend.Platform.Jobs;

namespace Backend.Modules.Jobs.Jobs;

[QueryType]
[Authorize(JobPermissions.Read)]
internal static class JobQueries
{
    /// <summary>A job. Null, with an error <c>NOT_FOUND</c>, where there is none that the viewer may see.</summary>
    public static async Task<Job?> GetJobAsync([ID<Job>] Guid id, VisibleJobs jobs, CancellationToken cancellationToken) =>
        await jobs.GetAsync(id, ["id"], cancellationToken);

    /// <summary>The jobs that the viewer has asked for, and all of the workspace for admins.</summary>
    /// <param name="filter">Which of them.</param>
    /// <param name="sort">The order, the most significant key first; the latest first by default.</param>
    [UseConnection]
    public static Task<Connection<Job>> GetJobsAsync(
        JobFilter? filter, IReadOnlyList<JobSort>? sort, PageArguments page, VisibleJobs jobs, JobFilterTranslator filters, JobSortTranslator sorts,
        CancellationToken cancellationToken) =>
        jobs.Query().Where(filter, filters).ToConnectionAsync(page, sorts.ToKeys(sort), cancellationToken);
}
