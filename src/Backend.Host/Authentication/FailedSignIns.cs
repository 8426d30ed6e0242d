using Backend.GraphQL;
using Backend.Platform.Audit;
using Backend.Platform.Security;

namespace Backend.Host.Authentication;

/// <summary>
/// Tells of sign-ins and tokens that were refused, and of which nobody knows whose they were: no workspace has a log for them.
/// The metric counts all; the server's log has so many a minute, and says how many it has not.
/// </summary>
internal sealed partial class FailedSignIns(AuditMeters meters, TimeProvider clock, ILogger<FailedSignIns> logger)
{
    public const string AtProvider = "provider";
    public const string Declined = "declined";
    public const string Account = "account";
    public const string Token = "token";

    private const int MostPerMinute = 60;
    private const int MostPerAddress = 10;
    private const int MaxReason = 300;

    private readonly Lock gate = new();
    private readonly Dictionary<string, int> told = new(StringComparer.Ordinal);
    private (long Minute, int Count, int Untold) now;

    /// <summary>Tells of one.</summary>
    /// <param name="context">The request.</param>
    /// <param name="kind">In what way it failed.</param>
    /// <param name="error">What is known of the cause.</param>
    public void Note(HttpContext context, string kind, Exception? error = null)
    {
        meters.CountFailedSignIn(kind);
        var address = CallerAddress.Of(context.Connection.RemoteIpAddress) ?? "unknown";
        if (TryTake(address, out var untold))
            LogFailed(logger, address, kind, error?.GetType().Name, PlainText.Of(error?.Message, MaxReason), untold);
    }

    private bool TryTake(string address, out int untold)
    {
        lock (gate)
        {
            var minute = clock.GetUtcNow().ToUnixTimeSeconds() / 60;
            if (minute != now.Minute)
            {
                now = (minute, 0, now.Untold);
                told.Clear();
            }

            var own = told.GetValueOrDefault(address);
            untold = now.Untold;
            var isTold = now.Count < MostPerMinute && own < MostPerAddress;
            if (isTold)
                told[address] = own + 1;
            now = isTold ? (minute, now.Count + 1, 0) : (minute, now.Count, untold + 1);
            return isTold;
        }
    }

    [LoggerMessage(EventId = 2110, EventName = "SignInFailed", Level = LogLevel.Warning,
        Message = "A sign-in from {Address} failed ({Kind}): {Failure}: {Reason}. {Untold} before it were not written")]
    private static partial void LogFailed(ILogger logger, string address, string kind, string? failure, string? reason, int untold);
}
