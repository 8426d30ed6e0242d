using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Backend.Platform.Persistence.Statements;

/// <summary>
/// Logs statements that took long: their text, never the values of their parameters. So many per minute, and how many were
/// left out, so that a database in trouble does not fill the disk as well.
/// </summary>
internal sealed partial class SlowStatementLog(IOptions<DatabaseOptions> options, TimeProvider clock, ILogger<SlowStatementLog> logger)
{
    /// <summary>How many are logged in a minute.</summary>
    public const int MostPerMinute = 60;

    private const int LongestText = 4_000;

    private readonly TimeSpan slow = options.Value.SlowStatementMilliseconds is > 0 and var milliseconds
        ? TimeSpan.FromMilliseconds(milliseconds)
        : TimeSpan.MaxValue;

    private readonly Lock gate = new();
    private long minute;
    private int logged;
    private int leftOut;

    /// <summary>Whether a statement that took so long is to be logged.</summary>
    public bool IsSlow(TimeSpan duration) => duration >= slow;

    /// <summary>Logs one, if it is not one too many.</summary>
    public void Write(TimeSpan duration, string statement, string? operation, string? requestId)
    {
        if (TakeTurn() is not { } missing)
            return;
        if (missing > 0)
            LogLeftOut(logger, missing);
        var text = statement.Length > LongestText ? string.Concat(statement.AsSpan(0, LongestText), " ...") : statement;
        LogSlow(logger, duration.TotalMilliseconds, operation ?? "-", requestId ?? "-", text);
    }

    // How many were left out since the last one that was logged; null where this one is.
    private int? TakeTurn()
    {
        lock (gate)
        {
            var now = clock.GetUtcNow().Ticks / TimeSpan.TicksPerMinute;
            if (now != minute)
                (minute, logged) = (now, 0);
            if (logged == MostPerMinute)
            {
                leftOut++;
                return null;
            }

            logged++;
            var missing = leftOut;
            leftOut = 0;
            return missing;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Slow statement: {Milliseconds:0} ms, operation {Operation}, request {RequestId}: {Statement}")]
    private static partial void LogSlow(ILogger logger, double milliseconds, string operation, string requestId, string statement);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Count} slow statements before this one were not logged")]
    private static partial void LogLeftOut(ILogger logger, int count);
}
