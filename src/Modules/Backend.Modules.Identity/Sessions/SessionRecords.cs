using System.Text.Json.Nodes;
using Backend.Contracts.Identity;
using Backend.GraphQL;
using Backend.Platform.Audit;

namespace Backend.Modules.Identity.Sessions;

/// <summary>What the audit log says of sessions. The target is the person, the secret is nowhere.</summary>
internal static class SessionRecords
{
    private const int MostNamed = 20;

    public static AuditRecord Started(Session session) => new("session.started", session.UserId, new JsonObject
    {
        ["sessionId"] = Name(session.Id),
        ["issuer"] = session.Issuer,
        ["userAgent"] = session.UserAgent,
    });

    public static AuditRecord Ended(Guid userId, IReadOnlyCollection<Guid> ids, SessionEndReason reason) => new("session.ended", userId, new JsonObject
    {
        ["reason"] = reason switch
        {
            SessionEndReason.SignedOut => "SIGNED_OUT",
            SessionEndReason.Revoked => "REVOKED",
            SessionEndReason.Replaced => "REPLACED",
            SessionEndReason.SignedOutAtProvider => "SIGNED_OUT_AT_PROVIDER",
            SessionEndReason.RefusedByProvider => "REFUSED_BY_PROVIDER",
            SessionEndReason.ProviderRemoved => "PROVIDER_REMOVED",
            _ => throw new ArgumentOutOfRangeException(nameof(reason)),
        },
        ["count"] = ids.Count,
        ["sessionIds"] = new JsonArray([.. ids.Take(MostNamed).Select(id => JsonValue.Create(Name(id)))]),
    });

    public static AuditRecord Refused(Guid userId, string issuer) => new("session.refused", userId, new JsonObject
    {
        ["reason"] = "SUSPENDED",
        ["issuer"] = issuer,
    });

    private static string Name(Guid id) => GlobalId.Format(nameof(Session), id);
}
