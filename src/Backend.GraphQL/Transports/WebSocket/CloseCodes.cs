using System.Text;

namespace Backend.GraphQL;

/// <summary>
/// Close codes of the graphql-transport-ws protocol (github.com/enisdenjo/graphql-ws, PROTOCOL.md), and our own. Of ours,
/// clients connect again after all but <see cref="InternalError"/>.
/// </summary>
internal static class CloseCodes
{
    public const int BadRequest = 4400;
    public const int Unauthorized = 4401;

    /// <summary>The token is not valid, or not any more.</summary>
    public const int Forbidden = 4403;
    public const int SubprotocolNotAcceptable = 4406;
    public const int InitialisationTimeout = 4408;
    public const int SubscriberAlreadyExists = 4409;

    /// <summary>The reader does not keep up. What it has read is complete; it can go on from there.</summary>
    public const int SlowReader = 4413;
    public const int TooManyInitialisationRequests = 4429;

    /// <summary>The peer gave no sign of life.</summary>
    public const int Terminated = 4499;
    public const int InternalError = 4500;

    /// <summary>Something that is needed to say who the caller is does not answer.</summary>
    public const int Unavailable = 4503;
}

/// <summary>How a connection ends.</summary>
/// <param name="Code">The code.</param>
/// <param name="Reason">Why, for a person.</param>
internal sealed record SocketClose(int Code, string Reason)
{
    // A close frame has room for 123 bytes.
    private const int MaxReason = 120;

    /// <summary>As much of the reason as fits.</summary>
    public string Text
    {
        get
        {
            var text = Reason;
            while (Encoding.UTF8.GetByteCount(text) > MaxReason)
                text = text[..^1];
            return text;
        }
    }
}

/// <summary>The connection must be closed with a code.</summary>
internal sealed class SocketCloseException(int code, string reason) : Exception(reason)
{
    public SocketClose Close { get; } = new(code, reason);
}
