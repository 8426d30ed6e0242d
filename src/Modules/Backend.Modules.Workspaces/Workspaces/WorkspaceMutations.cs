using Backend.Contracts.Workspaces;
using Backend.GraphQL;
using Backend.Platform.Caching;
using Backend.Platform.Errors;
using Backend.Platform.Persistence;
using Backend.Platform.Security;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

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
        viewer.DemandPerson();
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
        WorkspaceUpdateInput input, BackendDbContext db, ReadThroughCache cache, CancellationToken cancellationToken)
    {
        var workspace = await db.Workspaces.SingleAsync(cancellationToken);
        workspace.Update(input);
        cache.WriteThrough(WorkspaceDataLoaders.Kept, db, workspace);
        return workspace;
    }

    /// <summary>
    /// Has the workspace of the request deleted for good, with all that it has, once a time of grace is over
    /// (<c>deletionAt</c>, 30 days unless the operator says otherwise). Until then everything goes on as before, and
    /// <c>workspaceCancelDelete</c> keeps it.
    /// </summary>
    [Authorize(WorkspacePermissions.Delete)]
    [Error<ValidationError>]
    [Error<ConflictError>]
    public static async Task<Workspace> WorkspaceDeleteAsync(
        WorkspaceDeleteInput input, BackendDbContext db, IOptions<WorkspaceOptions> options, TimeProvider clock, CancellationToken cancellationToken)
    {
        var workspace = await db.Workspaces.SingleAsync(cancellationToken);
        workspace.ScheduleDeletion(input.Challenge, clock.GetUtcNow().AddDays(options.Value.DeletionGraceDays), input.ExpectedVersion);
        return workspace;
    }

    /// <summary>Keeps the workspace of the request, which was to be deleted. Where it was not, nothing changes.</summary>
    [Authorize(WorkspacePermissions.Delete)]
    [Error<ConflictError>]
    public static async Task<Workspace> WorkspaceCancelDeleteAsync(
        WorkspaceCancelDeleteInput input, BackendDbContext db, CancellationToken cancellationToken)
    {
        var workspace = await db.Workspaces.SingleAsync(cancellationToken);
        workspace.CancelDeletion(input.ExpectedVersion);
        return workspace;
    }
}
