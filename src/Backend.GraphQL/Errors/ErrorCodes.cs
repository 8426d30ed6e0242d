namespace Backend.GraphQL;

/// <summary>The codes that the engine itself gives in <c>errors[].extensions.code</c>.</summary>
public static class ErrorCodes
{
    /// <summary>The request is not a well-formed GraphQL-over-HTTP request.</summary>
    public const string BadRequest = "BAD_REQUEST";

    /// <summary>The document does not parse.</summary>
    public const string ParseFailed = "GRAPHQL_PARSE_FAILED";

    /// <summary>The document is not valid against the schema.</summary>
    public const string ValidationFailed = "GRAPHQL_VALIDATION_FAILED";

    /// <summary>The document has more bytes, tokens, fields, aliases, directives, fragments or operations than are allowed.</summary>
    public const string DocumentTooLarge = "DOCUMENT_TOO_LARGE";

    /// <summary>The document nests deeper than is allowed.</summary>
    public const string DocumentTooDeep = "DOCUMENT_TOO_DEEP";

    /// <summary>The variables have more bytes, values or levels than are allowed.</summary>
    public const string VariablesTooLarge = "VARIABLES_TOO_LARGE";

    /// <summary>The operation, or the batch it is part of, costs more than one may.</summary>
    public const string CostLimitExceeded = "COST_LIMIT_EXCEEDED";

    /// <summary>The caller has spent the budget; it refills all the time.</summary>
    public const string RateLimited = "RATE_LIMITED";

    /// <summary>The operation took too long and was cancelled.</summary>
    public const string Timeout = "TIMEOUT";

    /// <summary>No document has this id or hash: send its text along.</summary>
    public const string PersistedQueryNotFound = "PERSISTED_QUERY_NOT_FOUND";

    /// <summary>Documents are not kept by their hash here: send the text.</summary>
    public const string PersistedQueryNotSupported = "PERSISTED_QUERY_NOT_SUPPORTED";

    /// <summary>Only trusted documents run here.</summary>
    public const string TrustedDocumentRequired = "TRUSTED_DOCUMENT_REQUIRED";

    /// <summary>The schema is shown to nobody here.</summary>
    public const string IntrospectionDisabled = "INTROSPECTION_DISABLED";

    /// <summary>The response would be larger than the server gives.</summary>
    public const string ResponseTooLarge = "RESPONSE_TOO_LARGE";

    /// <summary>The text is no idempotency key.</summary>
    public const string IdempotencyKeyInvalid = "IDEMPOTENCY_KEY_INVALID";

    /// <summary>The idempotency key was used for another operation.</summary>
    public const string IdempotencyKeyReused = "IDEMPOTENCY_KEY_REUSED";

    /// <summary>The operation with this idempotency key still runs.</summary>
    public const string IdempotencyInProgress = "IDEMPOTENCY_IN_PROGRESS";

    /// <summary>An argument or variable has a value that the field does not take.</summary>
    public const string BadUserInput = "BAD_USER_INPUT";

    /// <summary>The caller is not signed in, or the token is not (or no longer) valid.</summary>
    public const string Unauthenticated = "UNAUTHENTICATED";

    /// <summary>The caller lacks the permission.</summary>
    public const string Forbidden = "FORBIDDEN";

    /// <summary>There is no such thing, or the caller may not see it.</summary>
    public const string NotFound = "NOT_FOUND";

    /// <summary>A part that is needed does not answer; the same request may succeed later.</summary>
    public const string Unavailable = "UNAVAILABLE";

    /// <summary>The node has more to do than it can, and did nothing of the operation; the same request may succeed in a moment.</summary>
    public const string Overloaded = "OVERLOADED";

    /// <summary>A stream was read so slowly that it had to end. Its extension <c>syncId</c> says from where to resume.</summary>
    public const string SlowConsumer = "SLOW_CONSUMER";

    /// <summary>The server failed; the reference id finds the details in its log.</summary>
    public const string Internal = "INTERNAL";
}
