namespace Backend.Modules.Integrations.Deliveries;

/// <summary>What has become of a delivery.</summary>
internal enum WebhookDeliveryStatus
{
    /// <summary>It waits to be sent, or to be sent again.</summary>
    Pending,

    /// <summary>The receiver has answered with a status of 2xx.</summary>
    Succeeded,

    /// <summary>It was tried for about a day, or its endpoint was given up.</summary>
    Failed,

    /// <summary>It was not sent, because the endpoint's owner may not see what it tells any more.</summary>
    Withheld,
}

/// <summary>Why a delivery, or an attempt, did not succeed.</summary>
internal static class DeliveryErrors
{
    /// <summary>The receiver answered with a status that is not 2xx.</summary>
    public const string HttpStatus = "HTTP_STATUS";

    /// <summary>The receiver answered with a redirect, which is not followed.</summary>
    public const string Redirect = "REDIRECT";

    /// <summary>The receiver did not answer in time.</summary>
    public const string Timeout = "TIMEOUT";

    /// <summary>The host's name could not be resolved.</summary>
    public const string Dns = "DNS_FAILED";

    /// <summary>No connection came about.</summary>
    public const string Connection = "CONNECTION_FAILED";

    /// <summary>The receiver's certificate is not good, or it does not speak TLS.</summary>
    public const string Tls = "TLS_FAILED";

    /// <summary>What the receiver answered is no HTTP, or breaks off.</summary>
    public const string Response = "RESPONSE_INVALID";

    /// <summary>The host stands for an address that must not be called.</summary>
    public const string Address = "ADDRESS_REFUSED";

    /// <summary>The endpoint's owner may not see what it tells any more.</summary>
    public const string NotVisible = "NOT_VISIBLE";

    /// <summary>The webhook belongs to somebody else now.</summary>
    public const string OwnerChanged = "OWNER_CHANGED";

    /// <summary>The webhook was disabled.</summary>
    public const string Disabled = "WEBHOOK_DISABLED";
}
