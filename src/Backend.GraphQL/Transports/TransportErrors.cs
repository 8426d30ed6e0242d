namespace Backend.GraphQL;

/// <summary>Codes of errors that a transport answers with a status of its own.</summary>
internal static class TransportErrors
{
    /// <summary>The operation may not run with this HTTP method.</summary>
    public const string MethodNotAllowed = "METHOD_NOT_ALLOWED";

    /// <summary>The body is not JSON.</summary>
    public const string UnsupportedMediaType = "UNSUPPORTED_MEDIA_TYPE";

    /// <summary>No media type that the caller accepts can be given.</summary>
    public const string NotAcceptable = "NOT_ACCEPTABLE";

    /// <summary>The body is larger than allowed.</summary>
    public const string PayloadTooLarge = "PAYLOAD_TOO_LARGE";
}
