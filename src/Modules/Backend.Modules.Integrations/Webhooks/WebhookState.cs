namespace Backend.Modules.Integrations.Webhooks;

/// <summary>Whether an endpoint is told of changes.</summary>
internal enum WebhookState
{
    /// <summary>It is.</summary>
    Active,

    /// <summary>Somebody has paused it: what happens meanwhile waits, and is sent when it is resumed.</summary>
    Paused,

    /// <summary>The server has given it up, for the reason that is told: what happens meanwhile is not sent.</summary>
    Disabled,
}

/// <summary>Why the server has given an endpoint up.</summary>
internal enum WebhookDisabledReason
{
    /// <summary>For days it has answered nothing but failures.</summary>
    Failing,

    /// <summary>It has answered 410, Gone: it wants nothing any more.</summary>
    Gone,

    /// <summary>Its owner, or the token by which it was set up, may not manage webhooks of the workspace any more.</summary>
    OwnerLostAccess,

    /// <summary>Its secret cannot be read, because the keys that it was encrypted with are gone. Rotate the secret.</summary>
    SecretUnreadable,
}
