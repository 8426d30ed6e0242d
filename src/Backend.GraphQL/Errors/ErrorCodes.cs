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

    /// <summary>The document has more fields, directives or fragments than are allowed.</summary>
    public const string DocumentTooLarge = "DOCUMENT_TOO_LARGE";

    /// <summary>The response would be larger than the server gives.</summary>
    public const string ResponseTooLarge = "RESPONSE_TOO_LARGE";

    /// <summary>An argument or variable has a value that the field does not take.</summary>
    public const string BadUserInput = "BAD_USER_INPUT";

    /// <summary>The caller is not signed in, or the token is not (or no longer) valid.</summary>
    public const string Unauthenticated = "UNAUTHENTICATED";

    /// <summary>The caller lacks the permission.</summary>
    public const string Forbidden = "FORBIDDEN";

    /// <summary>There is no such thing, or the caller may not see it.</summary>
    public const string NotFound = "NOT_FOUND";

    /// <summary>The server failed; the reference id finds the details in its log.</summary>
    public const string Internal = "INTERNAL";
}
