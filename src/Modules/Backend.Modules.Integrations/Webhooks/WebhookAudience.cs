using Backend.Platform.Events;
using Backend.Platform.Live;
using Backend.Platform.Security;

namespace Backend.Modules.Integrations.Webhooks;

/// <summary>The changes of webhooks themselves, for those who manage them.</summary>
internal sealed class WebhookAudience(Viewer viewer) : IChangeAudience
{
    public IReadOnlyList<string> Prefixes { get; } = ["webhook."];

    public IReadOnlyList<string> Types { get; } =
    [
        "webhook.created", "webhook.updated", "webhook.deleted", "webhook.paused", "webhook.resumed", "webhook.disabled", "webhook.secretRotated",
    ];

    public Task<IReadOnlyList<VisibleChange>> SelectAsync(IReadOnlyList<PlatformEvent> events, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<VisibleChange>>(viewer.Can(WebhookPermissions.Manage)
            ? [.. events.Select(change => new VisibleChange(change, nameof(WebhookEndpoint), change.Type, change.ReadChanges()))]
            : []);
}
