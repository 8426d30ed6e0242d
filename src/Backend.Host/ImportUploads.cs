using Backend.Contracts.DataExchange;
using Backend.GraphQL;
using Backend.Host.Authentication;
using Backend.Platform.Errors;
using Microsoft.AspNetCore.Http.Features;

namespace Backend.Host;

/// <summary>
/// Takes the files of imports: <c>PUT /imports/{id}/file</c>, the file as the body, with the headers of a GraphQL request.
/// Answers 204, or an error in the shape of GraphQL's.
/// </summary>
internal static class ImportUploads
{
    private const string Route = "/imports/{id}/file";

    public static void MapImportUploads(this IEndpointRouteBuilder endpoints) => endpoints.MapPut(Route, ReceiveAsync);

    private static async Task ReceiveAsync(string id, HttpContext context, IImportFiles files, RestCaller caller)
    {
        try
        {
            await caller.EnterAsync(context, $"PUT {Route}");
            if (!GlobalId.TryParse(id, "Import", out var importId))
                throw new NotFoundException("Import");
            // One byte more than is taken: the file itself says by how much it is too long, with a code.
            context.Features.GetRequiredFeature<IHttpMaxRequestBodySizeFeature>().MaxRequestBodySize = files.MaxBytes + 1L;
            await files.ReceiveAsync(importId, context.Request.Body, context.RequestAborted);
            context.Response.StatusCode = StatusCodes.Status204NoContent;
        }
        catch (BackendException error)
        {
            await caller.RefuseAsync(context, error);
        }
        catch (BadHttpRequestException error) when (error.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            await ApiErrors.WriteAsync(context, error.StatusCode, "PAYLOAD_TOO_LARGE", $"The file is longer than {files.MaxBytes} bytes.");
        }
    }
}
