using System.Net.Sockets;
using Backend.Platform.Security;
using MailKit.Net.Smtp;
using MailKit.Security;
using Polly.CircuitBreaker;
using Polly.RateLimiting;
using Polly.Timeout;

namespace Backend.Modules.Notifications.Mail.Smtp;

/// <summary>Why a mail was not taken.</summary>
/// <param name="Code">The code, as the delivery keeps it.</param>
/// <param name="Answer">What the server said; null where it said nothing.</param>
/// <param name="Scope">What it is about.</param>
internal sealed record SmtpFailure(string Code, string? Answer, SmtpFailureScope Scope)
{
    /// <summary>Reads what went wrong; null for a defect, which is nobody's answer.</summary>
    public static SmtpFailure? Of(Exception error) => error switch
    {
        SmtpCommandException refused => Of(refused),
        TimeoutRejectedException => Unavailable("SMTP_TIMEOUT", null),
        BrokenCircuitException or RateLimiterRejectedException => Unavailable("SMTP_UNAVAILABLE", null),
        SslHandshakeException or System.Security.Authentication.AuthenticationException => Unavailable("SMTP_TLS", "The connection could not be secured: the certificate is not trusted, or the server speaks no TLS there."),
        AuthenticationException refused => Unavailable("SMTP_AUTHENTICATION", refused.Message),
        // The server was to offer STARTTLS, and does not.
        NotSupportedException => Unavailable("SMTP_TLS", "The server does not offer STARTTLS."),
        SmtpProtocolException or IOException or SocketException => Unavailable("SMTP_UNAVAILABLE", error.Message),
        _ => null,
    };

    private static SmtpFailure Of(SmtpCommandException refused)
    {
        var (status, answer) = ((int)refused.StatusCode, $"{(int)refused.StatusCode} {refused.Message}");
        if (refused.StatusCode == SmtpStatusCode.ServiceNotAvailable || refused.ErrorCode == SmtpErrorCode.UnexpectedStatusCode)
            return Unavailable("SMTP_UNAVAILABLE", answer);
        // That the server does not let this sender send is the operator's to mend, and no reason to lose mail.
        if (refused.ErrorCode == SmtpErrorCode.SenderNotAccepted || refused.StatusCode is SmtpStatusCode.AuthenticationRequired)
            return Unavailable("SMTP_SENDER_REFUSED", answer);
        return status >= 500
            ? new SmtpFailure("SMTP_REFUSED", Plain(answer), SmtpFailureScope.MailForGood)
            : new SmtpFailure("SMTP_DEFERRED", Plain(answer), SmtpFailureScope.MailForNow);
    }

    private static SmtpFailure Unavailable(string code, string? answer) => new(code, Plain(answer), SmtpFailureScope.Server);

    private static string? Plain(string? answer) => PlainText.Of(answer, EmailDelivery.MaxAnswerLength);
}

/// <summary>What a failure is about.</summary>
internal enum SmtpFailureScope
{
    /// <summary>The server does not take this mail, and never will.</summary>
    MailForGood,

    /// <summary>The server does not take this mail now.</summary>
    MailForNow,

    /// <summary>The server takes no mail at all now.</summary>
    Server,
}
