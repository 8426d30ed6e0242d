using System.Diagnostics;
using Backend.GraphQL;
using Backend.Platform.Audit;
using Backend.Platform.Persistence;
using Backend.Platform.Security;

namespace Backend.Host.Authentication;

/// <summary>Says in a scope, for the audit log, in which request and from where its work is asked for, as the GraphQL endpoint does.</summary>
internal static class CallerScope
{
    public static void Describe(this IServiceProvider services, HttpContext context, AuditVia? via = null, string? operation = null)
    {
        var scope = services.GetRequiredService<DatabaseScope>();
        var requestId = Activity.Current?.TraceId.ToString() ?? context.TraceIdentifier;
        services.GetRequiredService<RequestInfo>().RequestId = requestId;
        (scope.RequestId, scope.Operation) = (requestId, operation);
        var address = CallerAddress.Of(context.Connection.RemoteIpAddress);
        scope.Origin = via is { } known ? new AuditOrigin(known, address) : AuditOrigin.Of(context.User, address);
    }
}
