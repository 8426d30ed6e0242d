using System.Text.Json.Nodes;
using Backend.Platform.Errors;
using Backend.Platform.Events;
using Backend.Platform.Persistence;

namespace Backend.Modules.Integrations.Webhooks;

/// <summary>Where another system is told of what happens in the workspace, as far as the endpoint's owner may see it.</summary>
internal sealed class WebhookEndpoint : WorkspaceEntity
{
    private WebhookEndpoint()
    {
    }

    /// <summary>The address that is called.</summary>
    public string Url { get; private set; } = string.Empty;

    /// <summary>What it is for.</summary>
    public string? Description { get; private set; }

    /// <summary>Who set it up last: it is told of what this person may see.</summary>
    public Guid OwnerId { get; private set; }

    /// <summary>Whether it is told of changes.</summary>
    public WebhookState State { get; private set; }

    /// <summary>Why the server has given it up; null unless it is disabled.</summary>
    public WebhookDisabledReason? DisabledReason { get; private set; }

    /// <summary>When the server has given it up; null unless it is disabled.</summary>
    public DateTimeOffset? DisabledAt { get; private set; }

    /// <summary>Until when what is sent is signed with the secret before the current one too; null where there is none.</summary>
    public DateTimeOffset? PreviousSecretUntil { get; private set; }

    /// <summary>The token by which it was set up, whose rights it has; null where there was none.</summary>
    internal Guid? TokenId { get; private set; }

    /// <summary>The secret, encrypted.</summary>
    internal string Secret { get; private set; } = string.Empty;

    /// <summary>The secret before, encrypted.</summary>
    internal string? PreviousSecret { get; private set; }

    /// <summary>The types of events that it wants, with a space between them.</summary>
    internal string EventNames { get; private set; } = string.Empty;

    /// <summary>Which issues it wants to know of, as the Tracking module keeps filters; null for all.</summary>
    internal string? FilterJson { get; private set; }

    /// <summary>Without what may be secret in it: paths and queries often are.</summary>
    internal string Host => new Uri(Url).Authority;

    public static WebhookEndpoint Create(Guid workspaceId, Guid? id, WebhookOwner owner, WebhookDetails details, string secret, DateTimeOffset now)
    {
        var endpoint = new WebhookEndpoint
        {
            WorkspaceId = workspaceId,
            Id = ClientIds.Choose(id, now),
            OwnerId = owner.UserId,
            TokenId = owner.TokenId,
            Url = details.Url,
            Description = details.Description,
            EventNames = string.Join(' ', details.Events),
            FilterJson = details.Filter,
            Secret = secret,
            CreatedAt = now,
        };
        endpoint.Raise("webhook.created", new JsonObject { ["host"] = endpoint.Host, ["events"] = Names(details.Events), ["description"] = details.Description });
        return endpoint;
    }

    /// <summary>The types of events that it wants, such as <c>issue.created</c>, or <c>issue.*</c> for all of issues.</summary>
    public IReadOnlyList<string> GetEvents() => EventNames.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>What it is made of.</summary>
    public WebhookDetails GetDetails() => new(Url, Description, GetEvents(), FilterJson);

    /// <summary>Changes it. Where it is told of something else, or somewhere else, from then on, it becomes that of whoever changes it.</summary>
    public void Update(WebhookDetails details, WebhookOwner by)
    {
        var changes = new FieldChanges();
        Description = changes.Set("description", Description, details.Description);
        // The address itself is kept out of the log: it may hold a secret.
        if (details.Url != Url)
            changes.Add(new FieldChange("host", Host, new Uri(details.Url).Authority));
        changes.Set("events", EventNames, string.Join(' ', details.Events));
        if (details.Filter != FilterJson)
            changes.Add(new FieldChange("filter", FilterJson is not null, details.Filter is not null));
        if (details.Url != Url || EventNames != string.Join(' ', details.Events) || details.Filter != FilterJson)
            BelongTo(by, changes);
        (Url, EventNames, FilterJson) = (details.Url, string.Join(' ', details.Events), details.Filter);
        if (changes.Count > 0)
            Raise(ChangeEvent.FromChanges("webhook.updated", Id, changes));
    }

    /// <summary>Signs with another secret, and for a while with the one before too.</summary>
    public void RotateSecret(string secret, DateTimeOffset? keepUntil)
    {
        (PreviousSecret, PreviousSecretUntil) = keepUntil is null ? (null, null) : (Secret, keepUntil);
        Secret = secret;
        Raise("webhook.secretRotated", new JsonObject { ["previousUntil"] = ChangeEvent.Value(keepUntil) });
    }

    /// <exception cref="ValidationFailedException">It is disabled.</exception>
    public void Pause()
    {
        if (State == WebhookState.Disabled)
            throw new ValidationFailedException("id", "The webhook is disabled already.");
        if (State == WebhookState.Paused)
            return;
        State = WebhookState.Paused;
        Raise("webhook.paused", []);
    }

    /// <summary>Tells it of changes again; where it was disabled, as whoever resumes it.</summary>
    public void Resume(WebhookOwner by)
    {
        if (State == WebhookState.Active)
            return;
        if (State == WebhookState.Disabled)
            BelongTo(by, []);
        (State, DisabledReason, DisabledAt) = (WebhookState.Active, null, null);
        Raise("webhook.resumed", new JsonObject { ["ownerId"] = OwnerId });
    }

    /// <summary>Gives it up.</summary>
    public void Disable(WebhookDisabledReason reason, DateTimeOffset now)
    {
        if (State == WebhookState.Disabled)
            return;
        (State, DisabledReason, DisabledAt) = (WebhookState.Disabled, reason, now);
        Raise("webhook.disabled", new JsonObject { ["ownerId"] = OwnerId, ["reason"] = FieldChanges.Json(reason), ["host"] = Host, ["description"] = Description });
    }

    /// <summary>Says that it goes; whoever calls it deletes the row.</summary>
    public void Delete() => Raise("webhook.deleted", new JsonObject { ["host"] = Host, ["description"] = Description });

    /// <exception cref="ConflictException">It was changed since it was read.</exception>
    public void DemandVersion(int? expected)
    {
        if (expected is { } version && version != Version)
            throw new ConflictException(nameof(WebhookEndpoint), Version);
    }

    private void BelongTo(WebhookOwner owner, FieldChanges changes)
    {
        OwnerId = changes.Set("ownerId", OwnerId, owner.UserId);
        TokenId = owner.TokenId;
    }

    private void Raise(string type, JsonObject data) => Raise(new ChangeEvent(type, Id, data));

    private static JsonArray Names(IEnumerable<string> events) => [.. events.Select(name => (JsonNode)name)];
}

/// <summary>As whom an endpoint is told of changes.</summary>
internal readonly record struct WebhookOwner(Guid UserId, Guid? TokenId);

/// <summary>What an endpoint is made of, checked.</summary>
internal sealed record WebhookDetails(string Url, string? Description, IReadOnlyList<string> Events, string? Filter);
