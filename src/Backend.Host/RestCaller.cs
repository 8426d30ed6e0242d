using Backend.GraphQL;
using Backend.Host.Authentication;
using Backend.Platform.Errors;
using Backend.Platform.Security;

namespace Backend.Host;

/// <summary>Treats the caller of an address beside the GraphQL endpoint as that endpoint does: who it is, what it is told, what is written down.</summary>
internal sealed class RestCaller(IServiceProvider services, IViewerResolver viewers, Viewer viewer, IDenialObserver denials)
{
    private string address = string.Empty;

    /// <summary>Finds out who calls, in which workspace.</summary>
    /// <param name="context">The request.</param>
    /// <param name="name">The address, as the audit log names it.</param>
    /// <exception cref="BackendException">Nobody is signed in, or not there.</exception>
    public async Task EnterAsync(HttpContext context, string name)
    {
        address = name;
        services.Describe(context);
        var workspace = context.Request.Headers["Backend-Workspace"].ToString() is { Length: > 0 } slug ? slug : null;
        await viewers.ResolveAsync(context.User, workspace, context.RequestAborted);
        _ = viewer.RequiredUserId;
    }

    /// <summary>Tells why not, and writes down what was denied.</summary>
    public async Task RefuseAsync(HttpContext context, BackendException error)
    {
        if (error is ForbiddenException)
            await denials.OnDeniedAsync([address]);
        await ApiErrors.WriteAsync(context, StatusOf(error), error.Code, error.Message);
    }

    private static int StatusOf(BackendException error) => error switch
    {
        UnauthenticatedException => StatusCodes.Status401Unauthorized,
        ForbiddenException => StatusCodes.Status403Forbidden,
        NotFoundException => StatusCodes.Status404NotFound,
        ConflictException => StatusCodes.Status409Conflict,
        UnavailableException => StatusCodes.Status503ServiceUnavailable,
        _ => StatusCodes.Status400BadRequest,
    };
}
