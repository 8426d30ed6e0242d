using Backend.Contracts.Audit;
using Backend.GraphQL;
using Backend.Host.Authentication;
using Backend.Platform.Audit;
using Backend.Platform.Errors;
using Backend.Platform.Persistence;
using Backend.Platform.Security;

namespace Backend.Host;

/// <summary>Gives out audit exports: <c>GET /audit/exports/{jobId}</c>, with the headers of a GraphQL request.</summary>
internal static class AuditDownloads
{
    public static void MapAuditExports(this IEndpointRouteBuilder endpoints) => endpoints.MapGet("/audit/exports/{jobId}", SendAsync);

    private static async Task SendAsync(string jobId, HttpContext context, IAuditExports exports, IViewerResolver viewers, Viewer viewer, DatabaseScope scope)
    {
        IAsyncEnumerable<byte[]> pieces;
        try
        {
            scope.Origin = AuditOrigin.Of(context.User, context.Connection.RemoteIpAddress?.ToString());
            var workspace = context.Request.Headers["Backend-Workspace"].ToString() is { Length: > 0 } slug ? slug : null;
            await viewers.ResolveAsync(context.User, workspace, context.RequestAborted);
            _ = viewer.RequiredUserId;
            if (!GlobalId.TryParse(jobId, "Job", out var id))
                throw new NotFoundException("Export");
            pieces = await exports.OpenAsync(id, context.RequestAborted);
        }
        catch (BackendException error)
        {
            var status = error is UnauthenticatedException ? StatusCodes.Status401Unauthorized : StatusCodes.Status404NotFound;
            await ApiErrors.WriteAsync(context, status, error.Code, error.Message);
            return;
        }

        context.Response.ContentType = "application/jsonl; charset=utf-8";
        context.Response.Headers.ContentDisposition = "attachment; filename=\"audit.jsonl\"";
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.XContentTypeOptions = "nosniff";
        await foreach (var piece in pieces.WithCancellation(context.RequestAborted))
            await context.Response.Body.WriteAsync(piece, context.RequestAborted);
    }
}
