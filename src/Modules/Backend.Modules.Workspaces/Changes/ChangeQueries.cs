using Backend.GraphQL;
using Backend.Platform.Live;
using Backend.Platform.Security;

namespace Backend.Modules.Workspaces.Changes;

[QueryType]
internal static class ChangeQueries
{
    /// <summary>
    /// What happened in the workspace after a place in its change feed, as far as the viewer may know of it, in order. An error
    /// <c>CURSOR_EXPIRED</c> says that the changes after the place are no longer kept, <c>CURSOR_AHEAD</c> that there is no such place.
    /// </summary>
    /// <param name="since">The last change that the client has seen; 0 for the beginning.</param>
    /// <param name="first">How many places of the feed to look at, 1 to 100.</param>
    [Authorize]
    public static async Task<ChangeList> GetChangesAsync(
        SyncId since, Viewer viewer, ChangeLog log, CancellationToken cancellationToken, int first = PageArguments.DefaultSize)
    {
        if (first is < 1 or > PageArguments.MaxSize)
            throw new BadUserInputException($"'first' must be between 1 and {PageArguments.MaxSize}; it was {first}.");
        return new ChangeList(await log.ReadAsync(viewer.RequiredWorkspaceId, since, first, cancellationToken));
    }
}
