using Backend.Platform.Errors;
using Backend.Platform.Jobs;
using Backend.Platform.Persistence;
using Backend.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Backend.Modules.Jobs.Jobs;

/// <summary>Which jobs the viewer may see: one's own, and all of the workspace for who manages them.</summary>
internal sealed class VisibleJobs(BackendDbContext db, Viewer viewer)
{
    public IQueryable<Job> Query()
    {
        var me = viewer.UserId;
        return viewer.Can(JobPermissions.Manage) ? db.Set<Job>()
            : viewer.Can(JobPermissions.Read) ? db.Set<Job>().Where(job => job.OwnerId == me)
            : db.Set<Job>().Where(_ => false);
    }

    /// <exception cref="NotFoundException">There is none, or the viewer may not see it.</exception>
    public async Task<Job> GetAsync(Guid id, string[] path, CancellationToken cancellationToken) =>
        await Query().SingleOrDefaultAsync(job => job.Id == id, cancellationToken) ?? throw new NotFoundException(nameof(Job), path);
}
