using Backend.GraphQL;
using Backend.Modules.Integrations.Deliveries;
using Backend.Modules.Integrations.HandOver;
using Backend.Platform.Errors;
using Backend.Platform.Events;
using Backend.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Backend.Modules.Integrations.Webhooks;

[MutationType]
[Authorize(WebhookPermissions.Manage)]
[Error<ValidationError>]
[Error<NotFoundError>]
[Error<ConflictError>]
internal static class WebhookMutations
{
    /// <summary>
    /// Sets a webhook up: the address is told, from then on, of what happens in the workspace, as far as the viewer may see it. The
    /// secret, with which what is sent is signed, is shown this once.
    /// </summary>
    public static Task<WebhookWithSecret> WebhookCreateAsync(WebhookCreateInput input, WebhookEditing editing, CancellationToken cancellationToken) =>
        editing.CreateAsync(input, cancellationToken);

    /// <summary>
    /// Changes a webhook. Whoever changes its address, its events or its filter becomes its owner, so that it is told of what this
    /// person may see; what it waits to be told as somebody else is withheld.
    /// </summary>
    [PayloadField("webhook")]
    public static Task<WebhookEndpoint> WebhookUpdateAsync(WebhookUpdateInput input, WebhookEditing editing, CancellationToken cancellationToken) =>
        editing.UpdateAsync(input, cancellationToken);

    /// <summary>Deletes a webhook with its deliveries.</summary>
    [PayloadField("webhook")]
    public static async Task<WebhookEndpoint> WebhookDeleteAsync(
        WebhookDeleteInput input, BackendDbContext db, VisibleWebhooks webhooks, FeedPlaces places, CancellationToken cancellationToken)
    {
        var endpoint = await webhooks.GetAsync(input.Id, ["input", "id"], cancellationToken);
        endpoint.Delete();
        db.Remove(endpoint);
        if (!await db.WebhookEndpoints.AnyAsync(other => other.Id != endpoint.Id, cancellationToken))
            await places.EndAsync(endpoint.WorkspaceId, WebhookHandOver.Reader, cancellationToken);
        return endpoint;
    }

    /// <summary>Pauses a webhook: what happens meanwhile waits, and is sent when it is resumed.</summary>
    [PayloadField("webhook")]
    public static async Task<WebhookEndpoint> WebhookPauseAsync(WebhookPauseInput input, VisibleWebhooks webhooks, CancellationToken cancellationToken)
    {
        var endpoint = await webhooks.GetAsync(input.Id, ["input", "id"], cancellationToken);
        endpoint.Pause();
        return endpoint;
    }

    /// <summary>
    /// Resumes a webhook that is paused or disabled. One that was disabled becomes that of whoever resumes it; what happened
    /// meanwhile is sent by <c>deliveryReplay</c>.
    /// </summary>
    [PayloadField("webhook")]
    public static Task<WebhookEndpoint> WebhookResumeAsync(WebhookResumeInput input, WebhookEditing editing, CancellationToken cancellationToken) =>
        editing.ResumeAsync(input.Id, cancellationToken);

    /// <summary>Signs with a new secret, shown this once, and for a while with the old one too, so that receivers can change over.</summary>
    public static Task<WebhookWithSecret> WebhookRotateSecretAsync(WebhookRotateSecretInput input, WebhookEditing editing, CancellationToken cancellationToken) =>
        editing.RotateAsync(input, cancellationToken);

    /// <summary>Sends an event <c>webhook.test</c>. What has become of it shows in the delivery, as soon as it was tried.</summary>
    [PayloadField("delivery")]
    public static Task<WebhookDelivery> WebhookTestAsync(WebhookTestInput input, WebhookTests tests, CancellationToken cancellationToken) =>
        tests.SendAsync(input.Id, cancellationToken);
}
