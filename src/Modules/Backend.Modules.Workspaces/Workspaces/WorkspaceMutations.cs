using Backend.Contracts.Workspaces;
using Backend.GraphQL;
using Backend.Platform.Errors;
using Backend.Platform.Persistence;
using Backend.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Backend.Modules.Workspaces.Workspaces;

[MutationType]
internal static class WorkspaceMutations
{
    /// <summary>Creates a workspace, whose first owner is the viewer.</summary>
    [Authorize]
    [Error<ValidationError>]
    public static async Task<Workspace> WorkspaceCreateAsync(
        WorkspaceCreateInput input, BackendDbContext db, Viewer viewer, TimeProvider clock, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var workspace = Workspace.Create(input.Slug, input.Name, now, input.Id);
        await db.Workspaces.IgnoreQueryFilters().DemandFreeAsync(input.Id, cancellationToken);
        if (await db.Workspaces.IgnoreQueryFilters().AnyAsync(other => other.Slug == workspace.Slug, cancellationToken))
            throw new ValidationFailedException("slug", $"There is a workspace '{workspace.Slug}' already.");
        db.Add(workspace);
        db.Add(workspace.Admit(viewer.RequiredUserId, WorkspaceRole.Owner, now));
        return workspace;
    }

    /// <summary>Changes the workspace of the request.</summary>
    [Authorize(WorkspacePermissions.Update)]
    [Error<ValidationError>]
    [Error<ConflictError>]
    public static async Task<Workspace> WorkspaceUpdateAsync(
        WorkspaceUpdateInput input, BackendDbContext db, CancellationToken cancellationToken)
    {
        var workspace = await db.Workspaces.SingleAsync(cancellationToken);
        workspace.Update(input);
        return workspace;
    }
}
