using Backend.GraphQL;
using Backend.Modules.Integrations.Deliveries;
using Backend.Modules.Integrations.HandOver;
using Backend.Modules.Integrations.Sending;
using Backend.Platform.Errors;
using Backend.Platform.Events;
using Backend.Platform.Persistence;
using Backend.Platform.Security;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Backend.Modules.Integrations.Webhooks;

/// <summary>Sets webhooks up and changes them, within the current write.</summary>
internal sealed class WebhookEditing(
    BackendDbContext db, VisibleWebhooks webhooks, WebhookRules rules, WebhookSecrets secrets, FeedPlaces places, Viewer viewer, OperationSessionAccessor operation,
    IOptions<WebhookOptions> options, TimeProvider clock)
{
    private const int DefaultHours = 24;
    private const int MostHours = 168;

    private WebhookOwner Me => new(viewer.RequiredUserId, db.Session.TokenId);

    public async Task<WebhookWithSecret> CreateAsync(WebhookCreateInput input, CancellationToken cancellationToken)
    {
        var details = new WebhookDetails(rules.Url(input.Url), WebhookRules.Description(input.Description), rules.Events(input.Events), rules.Filter(input.Filter));
        await db.WebhookEndpoints.DemandFreeAsync(input.Id, cancellationToken);
        if (await db.WebhookEndpoints.CountAsync(cancellationToken) >= options.Value.MaxPerWorkspace)
            throw new ValidationFailedException("url", $"A workspace has at most {options.Value.MaxPerWorkspace} webhooks.");
        var secret = secrets.New();
        var endpoint = WebhookEndpoint.Create(viewer.RequiredWorkspaceId, input.Id, Me, details, secret.Kept, clock.GetUtcNow());
        db.Add(endpoint);
        db.Add(new WebhookSending { WorkspaceId = endpoint.WorkspaceId, EndpointId = endpoint.Id });
        await places.BeginAsync(endpoint.WorkspaceId, WebhookHandOver.Reader, cancellationToken);
        operation.ShowsSecret = true;
        return new WebhookWithSecret(endpoint, secret.Shown);
    }

    public async Task<WebhookEndpoint> UpdateAsync(WebhookUpdateInput input, CancellationToken cancellationToken)
    {
        var endpoint = await webhooks.GetAsync(input.Id, ["input", "id"], cancellationToken);
        endpoint.DemandVersion(input.ExpectedVersion);
        var details = endpoint.GetDetails();
        if (input.Url.TryGet(out var url))
            details = details with { Url = rules.Url(url) };
        if (input.Description.TryGet(out var description))
            details = details with { Description = WebhookRules.Description(description) };
        if (input.Events.TryGet(out var events))
            details = details with { Events = rules.Events(events) };
        if (input.Filter.TryGet(out var filter))
            details = details with { Filter = rules.Filter(filter) };
        endpoint.Update(details, Me);
        await WithholdOfOthersAsync(endpoint, cancellationToken);
        return endpoint;
    }

    public async Task<WebhookEndpoint> ResumeAsync(Guid id, CancellationToken cancellationToken)
    {
        var endpoint = await webhooks.GetAsync(id, ["input", "id"], cancellationToken);
        endpoint.Resume(Me);
        await WithholdOfOthersAsync(endpoint, cancellationToken);
        // It is tried at once, as if it had never failed.
        await db.WebhookSendings.Where(sending => sending.WorkspaceId == endpoint.WorkspaceId && sending.EndpointId == id)
            .ExecuteUpdateAsync(
                set => set.SetProperty(sending => sending.ConsecutiveFailures, 0).SetProperty(sending => sending.FailingSince, (DateTimeOffset?)null)
                    .SetProperty(sending => sending.RetryAt, (DateTimeOffset?)null),
                cancellationToken);
        return endpoint;
    }

    public async Task<WebhookWithSecret> RotateAsync(WebhookRotateSecretInput input, CancellationToken cancellationToken)
    {
        var hours = input.PreviousValidHours ?? DefaultHours;
        if (hours is < 0 or > MostHours)
            throw new ValidationFailedException("previousValidHours", $"The old secret may be good for 0 to {MostHours} hours.");
        var endpoint = await webhooks.GetAsync(input.Id, ["input", "id"], cancellationToken);
        var secret = secrets.New();
        endpoint.RotateSecret(secret.Kept, hours == 0 ? null : clock.GetUtcNow().AddHours(hours));
        operation.ShowsSecret = true;
        return new WebhookWithSecret(endpoint, secret.Shown);
    }

    // What was to be told as somebody else must not reach whoever the address belongs to now.
    private async Task WithholdOfOthersAsync(WebhookEndpoint endpoint, CancellationToken cancellationToken)
    {
        var (ownerId, tokenId, status, now) = (endpoint.OwnerId, endpoint.TokenId, WebhookDeliveryStatus.Withheld, clock.GetUtcNow());
        await db.WebhookDeliveries
            .Where(delivery => delivery.WorkspaceId == endpoint.WorkspaceId && delivery.EndpointId == endpoint.Id && delivery.Status == WebhookDeliveryStatus.Pending
                && delivery.Sequence != 0 && (delivery.OwnerId != ownerId || delivery.TokenId != tokenId))
            .ExecuteUpdateAsync(
                set => set.SetProperty(delivery => delivery.Status, status).SetProperty(delivery => delivery.ErrorCode, DeliveryErrors.OwnerChanged)
                    .SetProperty(delivery => delivery.FinishedAt, now),
                cancellationToken);
    }
}
