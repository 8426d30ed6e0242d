using Backend.Contracts.Audit;
using Backend.GraphQL;
using Backend.Platform.Errors;

namespace Backend.Host;

/// <summary>Gives out audit exports: <c>GET /audit/exports/{jobId}</c>, with the headers of a GraphQL request.</summary>
internal static class AuditDownloads
{
    private const string Route = "/audit/exports/{jobId}";

    public static void MapAuditExports(this IEndpointRouteBuilder endpoints) => endpoints.MapGet(Route, SendAsync);

    private static async Task SendAsync(string jobId, HttpContext context, IAuditExports exports, RestCaller caller)
    {
        IAsyncEnumerable<byte[]> pieces;
        try
        {
            await caller.EnterAsync(context, $"GET {Route}");
            if (!GlobalId.TryParse(jobId, "Job", out var id))
                throw new NotFoundException("Export");
            pieces = await exports.OpenAsync(id, context.RequestAborted);
        }
        catch (BackendException error)
        {
            await caller.RefuseAsync(context, error);
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
