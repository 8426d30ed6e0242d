using Backend.Platform.Errors;
using Backend.Platform.Security;
using Hangfire;
using Hangfire.Dashboard;

namespace Backend.Host;

/// <summary>
/// Hangfire's own pages at <c>/jobs</c>: queues, servers, recurring work. For those who manage the jobs of a workspace; they
/// name jobs by their ids only.
/// </summary>
internal static class JobDashboard
{
    private const string Path = "/jobs";

    // The pages draw their charts with styles that they write as they run.
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
        + "base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    private const string Permission = "job:manage";

    public static void UseJobDashboard(this WebApplication app)
    {
        // Made with the first visit: the storage's tables are there once the database is.
        var pages = new Lazy<AspNetCoreDashboardMiddleware>(() => new AspNetCoreDashboardMiddleware(
            _ => Task.CompletedTask, app.Services.GetRequiredService<JobStorage>(),
            new DashboardOptions { AppPath = "/graphql", DashboardTitle = "Backend jobs", Authorization = [], DisplayStorageConnectionString = false }, DashboardRoutes.Routes));
        app.Map(Path, branch => branch.Run(async context =>
        {
            if (!await IsAllowedAsync(context))
                return;
            context.Response.Headers.ContentSecurityPolicy = Policy;
            await pages.Value.Invoke(context);
        }));
    }

    private static async Task<bool> IsAllowedAsync(HttpContext context)
    {
        try
        {
            await context.RequestServices.GetRequiredService<IViewerResolver>().ResolveAsync(context.User, workspaceSlug: null, context.RequestAborted);
        }
        catch (BackendException)
        {
            // A user who is suspended, or of no workspace.
        }

        var viewer = context.RequestServices.GetRequiredService<Viewer>();
        if (viewer.Can(Permission))
            return true;
        if (viewer.UserId is null && HttpMethods.IsGet(context.Request.Method) && context.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal))
            context.Response.Redirect($"/auth/login?returnUrl={Path}");
        else
            context.Response.StatusCode = viewer.UserId is null ? StatusCodes.Status401Unauthorized : StatusCodes.Status403Forbidden;
        return false;
    }
}
