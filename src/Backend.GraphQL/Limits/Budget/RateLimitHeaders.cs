using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Backend.GraphQL.Limits;

/// <summary>Tells HTTP clients their budget (draft-ietf-httpapi-ratelimit-headers-06, whose names clients know).</summary>
internal static class RateLimitHeaders
{
    public static void Write(HttpContext context, OperationSession session)
    {
        if (session.Usage is not { RateLimit: { } budget } usage)
            return;
        var clock = context.RequestServices.GetRequiredService<TimeProvider>();
        var headers = context.Response.Headers;
        headers["RateLimit-Limit"] = budget.Limit.ToString(CultureInfo.InvariantCulture);
        headers["RateLimit-Remaining"] = budget.Remaining.ToString(CultureInfo.InvariantCulture);
        headers["RateLimit-Reset"] = Seconds(budget.ResetAt - clock.GetUtcNow());
        if (usage.RetryAfter is { } wait)
            headers.RetryAfter = Seconds(wait);
    }

    public static int WholeSeconds(TimeSpan time) => (int)Math.Ceiling(Math.Max(0, time.TotalSeconds));

    private static string Seconds(TimeSpan time) => WholeSeconds(time).ToString(CultureInfo.InvariantCulture);
}
