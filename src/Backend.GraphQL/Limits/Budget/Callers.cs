using Microsoft.AspNetCore.Http;

namespace Backend.GraphQL.Limits;

/// <summary>Says who spends, and what a session's transport knows for that.</summary>
internal static class Callers
{
    private const string CostHeader = "GraphQL-Cost";

    /// <summary>The session of one HTTP request, whose operations are summed.</summary>
    public static OperationSession OfRequest(this OperationSession session, HttpContext context) =>
        session.OfConnection(context) with { Usage = new RequestUsage() };

    /// <summary>The session of a connection that goes on.</summary>
    public static OperationSession OfConnection(this OperationSession session, HttpContext context) => session with
    {
        RemoteAddress = CallerAddress.Of(context.Connection.RemoteIpAddress),
        ReportsCost = string.Equals(context.Request.Headers[CostHeader], "report", StringComparison.OrdinalIgnoreCase),
    };

    /// <summary>Under what name a session's caller has a budget: who is signed in, else where the call comes from.</summary>
    public static string Name(OperationSession session) =>
        session.User.Identity is { IsAuthenticated: true }
            ? $"{session.User.FindFirst("iss")?.Value}\n{session.User.FindFirst("sub")?.Value}"
            : $"@{session.RemoteAddress}";
}
