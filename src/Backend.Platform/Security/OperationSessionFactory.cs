using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Backend.GraphQL;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Backend.Platform.Security;

/// <summary>
/// Reads the session of a connection: who from the authenticated request or, on a socket, from the bearer token in
/// <c>connection_init</c>; which workspace from the <c>Backend-Workspace</c> header or the payload's <c>workspace</c>.
/// </summary>
internal sealed class OperationSessionFactory : IOperationSessionFactory
{
    /// <summary>The header that names the workspace by its slug.</summary>
    public const string WorkspaceHeader = "Backend-Workspace";

    /// <summary>The header with the latest change that the caller knows of, as a mutation or a subscription gave it.</summary>
    public const string SyncIdHeader = "Backend-Sync-Id";

    private const string BearerPrefix = "Bearer ";

    public OperationSession FromRequest(HttpContext context) =>
        new(context.User, Workspace(context), RequestId(context), SessionEnd.Of(context.User, context))
        {
            Seen = Seen(context),
            Lifetime = SessionEnd.LifetimeOf(context.User, context),
        };

    public async Task<OperationSession?> FromConnectionInitAsync(HttpContext context, JsonElement payload, CancellationToken cancellationToken)
    {
        var user = context.User;
        if (Text(payload, "authorization") is { } authorization)
        {
            var token = authorization.StartsWith(BearerPrefix, StringComparison.OrdinalIgnoreCase) ? authorization[BearerPrefix.Length..] : authorization;
            var tokens = context.RequestServices.GetRequiredService<ITokenAuthenticator>();
            if (await tokens.AuthenticateAsync(context, token, cancellationToken) is not { } authenticated)
                return null;
            user = authenticated;
        }

        return new OperationSession(user, Text(payload, "workspace") ?? Workspace(context), RequestId(context), SessionEnd.Of(user, context))
        {
            Lifetime = SessionEnd.LifetimeOf(user, context),
        };
    }

    private static string? Workspace(HttpContext context) =>
        context.Request.Headers[WorkspaceHeader].ToString() is { Length: > 0 } slug ? slug : null;

    private static SyncId? Seen(HttpContext context) => context.Request.Headers[SyncIdHeader] switch
    {
        [] => null,
        [var text] when long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var place) => new SyncId(place),
        _ => throw new TransportException($"The header {SyncIdHeader} takes one whole number, a syncId."),
    };

    private static string RequestId(HttpContext context) => Activity.Current?.TraceId.ToString() ?? context.TraceIdentifier;

    // Clients write the key as they write the header.
    private static string? Text(JsonElement payload, string name)
    {
        if (payload.ValueKind != JsonValueKind.Object)
            return null;
        foreach (var member in payload.EnumerateObject())
        {
            if (string.Equals(member.Name, name, StringComparison.OrdinalIgnoreCase) && member.Value.ValueKind == JsonValueKind.String)
                return member.Value.GetString();
        }

        return null;
    }
}
