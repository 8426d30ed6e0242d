using Backend.Platform.Jobs;
using Backend.Platform.Security;

namespace Backend.Modules.DataExchange.Imports;

/// <summary>Looks, when an import's job begins, whether whoever asked for it may still have it.</summary>
internal sealed class ImportRights(IViewerResolver viewers, Viewer viewer)
{
    /// <exception cref="Platform.Errors.ForbiddenException">The person, or the token, may not import any more.</exception>
    public async Task DemandAsync(JobContext context, CancellationToken cancellationToken)
    {
        // The operator's own, from the command line.
        if (context.OwnerId is not { } ownerId)
            return;
        await viewers.ActAsAsync(ownerId, context.TokenId, cancellationToken);
        viewer.Demand(ImportPermissions.Manage);
    }
}
