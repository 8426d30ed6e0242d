using Backend.GraphQL;

namespace Backend.Modules.Identity.Sessions;

/// <summary>The session that a request belongs to; none for callers with a token.</summary>
internal sealed class CurrentSession(OperationSessionAccessor operation)
{
    public const string ClaimType = "backend_session";

    public Guid? Id => Guid.TryParse(operation.Session?.User.FindFirst(ClaimType)?.Value, out var id) ? id : null;
}
