using Backend.Contracts.Tracking;
using Backend.GraphQL;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Backend.Modules.Integrations.Webhooks;

/// <summary>A webhook to set up.</summary>
internal sealed record WebhookCreateInput
{
    /// <summary>An id made by the client: a global id of type WebhookEndpoint over a UUID of version 7.</summary>
    [ID<WebhookEndpoint>]
    public Guid? Id { get; init; }

    /// <summary>The address to call: <c>https</c>, on the public internet unless the operator allows more.</summary>
    public required string Url { get; init; }

    /// <summary>What it is for; at most 500 characters.</summary>
    public string? Description { get; init; }

    /// <summary>The types of events that it wants, 1 to 50: <c>issue.created</c>, <c>issue.*</c> for all of issues, or <c>*</c>.</summary>
    public required IReadOnlyList<string> Events { get; init; }

    /// <summary>Which issues it wants to know of, with their comments; all by default. Events of other things are not filtered.</summary>
    public IssueFilter? Filter { get; init; }
}

/// <summary>A change of a webhook.</summary>
internal sealed record WebhookUpdateInput
{
    /// <summary>The webhook.</summary>
    [ID<WebhookEndpoint>]
    public required Guid Id { get; init; }

    /// <summary>The address to call.</summary>
    public Optional<string> Url { get; init; }

    /// <summary>What it is for.</summary>
    public Optional<string?> Description { get; init; }

    /// <summary>The types of events that it wants.</summary>
    public Optional<IReadOnlyList<string>> Events { get; init; }

    /// <summary>Which issues it wants to know of; null for all.</summary>
    public Optional<IssueFilter?> Filter { get; init; }

    /// <summary>The version that was read; another one is a conflict.</summary>
    public int? ExpectedVersion { get; init; }
}

/// <summary>Names a webhook to delete, with its deliveries.</summary>
internal sealed record WebhookDeleteInput
{
    /// <summary>The webhook.</summary>
    [ID<WebhookEndpoint>]
    public required Guid Id { get; init; }
}

/// <summary>Names a webhook to pause.</summary>
internal sealed record WebhookPauseInput
{
    /// <summary>The webhook.</summary>
    [ID<WebhookEndpoint>]
    public required Guid Id { get; init; }
}

/// <summary>Names a webhook to resume.</summary>
internal sealed record WebhookResumeInput
{
    /// <summary>The webhook.</summary>
    [ID<WebhookEndpoint>]
    public required Guid Id { get; init; }
}

/// <summary>Names a webhook that is to be signed with another secret.</summary>
internal sealed record WebhookRotateSecretInput
{
    /// <summary>The webhook.</summary>
    [ID<WebhookEndpoint>]
    public required Guid Id { get; init; }

    /// <summary>For how many hours what is sent is signed with the old secret too, 0 to 168; 24 by default.</summary>
    public int? PreviousValidHours { get; init; }
}

/// <summary>Names a webhook to try out.</summary>
internal sealed record WebhookTestInput
{
    /// <summary>The webhook.</summary>
    [ID<WebhookEndpoint>]
    public required Guid Id { get; init; }
}

/// <summary>A webhook and its secret.</summary>
[Payload]
internal sealed class WebhookWithSecret(WebhookEndpoint webhook, string? secret) : IKeptResult<WebhookWithSecret>
{
    /// <summary>The webhook.</summary>
    public WebhookEndpoint Webhook { get; } = webhook;

    /// <summary>
    /// The secret that deliveries are signed with, <c>whsec_…</c>. It is shown this once: null where a repeated request finds what
    /// an earlier one made.
    /// </summary>
    public string? Secret { get; } = secret;

    public string Keep() => Webhook.Id.ToString("N");

    public static async Task<WebhookWithSecret> RestoreAsync(string kept, IServiceProvider services, CancellationToken cancellationToken)
    {
        var id = Guid.ParseExact(kept, "N");
        return new(await services.GetRequiredService<VisibleWebhooks>().Query().SingleAsync(endpoint => endpoint.Id == id, cancellationToken), secret: null);
    }
}
