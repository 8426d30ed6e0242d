using Backend.GraphQL;
using Backend.Modules.Integrations.HandOver;
using Backend.Modules.Integrations.Webhooks;
using Backend.Platform.Errors;
using Backend.Platform.Jobs;

namespace Backend.Modules.Integrations.Deliveries;

[MutationType]
[Authorize(WebhookPermissions.Manage)]
[Error<ValidationError>]
[Error<NotFoundError>]
[Error<ConflictError>]
internal static class DeliveryMutations
{
    /// <summary>Sends a delivery again, with the same payload and the same <c>webhook-id</c>: one that waits at once, one that has ended with all its attempts.</summary>
    [PayloadField("delivery")]
    public static Task<WebhookDelivery> DeliveryRetryAsync(DeliveryRetryInput input, DeliveryRepeats repeats, CancellationToken cancellationToken) =>
        repeats.RetryAsync(input.Id, cancellationToken);

    /// <summary>
    /// Sends events of the past (again), with the same <c>webhook-id</c> as before: after a time in which the receiver lost them, or
    /// in which the webhook was disabled or not there yet. A job does it, over the events that are kept.
    /// </summary>
    public static Task<Job> DeliveryReplayAsync(DeliveryReplayInput input, DeliveryRepeats repeats, CancellationToken cancellationToken) =>
        repeats.ReplayAsync(input, cancellationToken);
}
