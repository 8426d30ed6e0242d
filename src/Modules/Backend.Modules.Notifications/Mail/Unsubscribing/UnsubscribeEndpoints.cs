using Backend.Contracts.Workspaces;
using Backend.Platform.Persistence;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Backend.Modules.Notifications.Mail.Unsubscribing;

/// <summary>
/// Unsubscribes from mails without signing in: <c>POST</c> does it, as mailboxes call it (RFC 8058) and the page's own button;
/// <c>GET</c> only asks, because programs that look at mails follow every link. Whatever stands behind a link, the answer is the
/// same: it tells nobody who is there.
/// </summary>
internal static class UnsubscribeEndpoints
{
    private const string Route = "/" + UnsubscribeLinks.Path + "{token}";

    public static void MapUnsubscribing(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet(Route, AskAsync);
        // A link's token is what a browser cannot be made to know: there is no session to be misused here.
        endpoints.MapPost(Route, UnsubscribeAsync).DisableAntiforgery();
    }

    private static Task AskAsync(string token, HttpContext context, UnsubscribeLinks links) =>
        links.TryRead(token, out var from) && NameOf(context, from) is { } name
            ? UnsubscribePage.WriteAsync(context, StatusCodes.Status200OK, "No more mails?", $"You will get no more mails about: {name}. Your inbox stays as it is.", "Unsubscribe")
            : RefuseAsync(context);

    private static async Task UnsubscribeAsync(string token, HttpContext context, UnsubscribeLinks links, BackendDbContext db, IWorkspaceDirectory workspaces)
    {
        if (!links.TryRead(token, out var from) || NameOf(context, from) is not { } name)
        {
            await RefuseAsync(context);
            return;
        }

        if (await workspaces.TryEnterAsync(from.WorkspaceId, context.RequestAborted))
        {
            db.Session = db.Session with { ActorId = from.UserId, RequestId = context.TraceIdentifier };
            await using var write = await db.BeginWriteAsync(context.RequestAborted);
            await context.RequestServices.GetRequiredService<IMailPreferences>().UnsubscribeAsync(from.WorkspaceId, from.UserId, from.Category, context.RequestAborted);
            await db.SaveChangesAsync(context.RequestAborted);
            await write.CommitAsync(context.RequestAborted);
        }

        await UnsubscribePage.WriteAsync(context, StatusCodes.Status200OK, "Unsubscribed", $"You get no more mails about: {name}. Your settings can change that again.", button: null);
    }

    private static string? NameOf(HttpContext context, Unsubscription from) => context.RequestServices.GetRequiredService<IMailPreferences>().NameOf(from.Category);

    private static Task RefuseAsync(HttpContext context) =>
        UnsubscribePage.WriteAsync(context, StatusCodes.Status404NotFound, "This link leads nowhere", "It is not complete, or was not made by this server. Your settings say what you get mails about.", button: null);
}
