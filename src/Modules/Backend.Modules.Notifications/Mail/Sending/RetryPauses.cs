using Backend.Modules.Notifications.Mail.Smtp;
using Backend.Platform.Jobs;

namespace Backend.Modules.Notifications.Mail.Sending;

/// <summary>For how long a mail waits for its next attempt.</summary>
internal static class RetryPauses
{
    // RFC 5321 (4.5.4.1) asks for half an hour between attempts at one mail; those who greylist take it after some minutes.
    private static readonly JobPolicy ForMail = new() { FirstPause = TimeSpan.FromMinutes(2), LongestPause = TimeSpan.FromHours(2) };

    // A server that is away is tried by one mail every few seconds, whatever waits; all go out soon after it is back.
    private static readonly JobPolicy ForServer = new() { FirstPause = TimeSpan.FromSeconds(5), LongestPause = TimeSpan.FromMinutes(2) };

    /// <summary>The pause after so many attempts.</summary>
    public static TimeSpan After(int attempts, SmtpFailureScope scope) =>
        (scope == SmtpFailureScope.Server ? ForServer : ForMail).PauseAfter(Math.Max(1, attempts));
}
