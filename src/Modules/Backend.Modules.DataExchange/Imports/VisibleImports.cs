using Backend.Platform.Errors;
using Backend.Platform.Persistence;
using Backend.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Backend.Modules.DataExchange.Imports;

/// <summary>Which imports the viewer may see: all of the workspace, for who manages them, save those into teams out of sight.</summary>
internal sealed class VisibleImports(BackendDbContext db, Contracts.Workspaces.ITeamDirectory teams, Viewer viewer)
{
    public IQueryable<Import> Query()
    {
        if (!viewer.Can(ImportPermissions.Manage))
            return db.Imports.Where(_ => false);
        var visible = teams.VisibleIds();
        return db.Imports.Where(import => import.TeamId == null || visible.Contains(import.TeamId.Value));
    }

    /// <exception cref="NotFoundException">There is none, or the viewer may not see it.</exception>
    public async Task<Import> GetAsync(Guid id, string[] path, CancellationToken cancellationToken) =>
        await Query().SingleOrDefaultAsync(import => import.Id == id, cancellationToken) ?? throw new NotFoundException(nameof(Import), path);
}
