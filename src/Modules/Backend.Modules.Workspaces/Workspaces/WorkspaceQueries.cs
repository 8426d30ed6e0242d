using Backend.GraphQL;
using Backend.Platform.Security;

namespace Backend.Modules.Workspaces.Workspaces;

[QueryType]
internal static class WorkspaceQueries
{
    /// <summary>The workspace of the request: the one in its <c>Backend-Workspace</c> header, else the one that the viewer joined first.</summary>
    [Authorize]
    public static DataLoaderResult<Workspace> GetWorkspace(Viewer viewer, WorkspaceByIdDataLoader workspaces) =>
        workspaces.LoadRequired(viewer.RequiredWorkspaceId);
}
