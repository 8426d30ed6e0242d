using System.Security.Claims;

namespace Backend.Platform.Audit;

/// <summary>By what means, and from where, the work of a scope was asked for.</summary>
/// <param name="Via">By what means.</param>
/// <param name="Ip">The caller's address, of version 6 the network; null where there is none.</param>
public sealed record AuditOrigin(AuditVia Via, string? Ip = null)
{
    /// <summary>The server itself.</summary>
    public static AuditOrigin System { get; } = new(AuditVia.System);

    /// <summary>A background job.</summary>
    public static AuditOrigin Job { get; } = new(AuditVia.Job);

    /// <summary>A caller, by how the caller proved who it is.</summary>
    /// <param name="user">The validated claims.</param>
    /// <param name="ip">The caller's address.</param>
    public static AuditOrigin Of(ClaimsPrincipal user, string? ip) => new(
        user.Identity?.AuthenticationType switch
        {
            "session" => AuditVia.Browser,
            "token" => AuditVia.PersonalToken,
            _ => AuditVia.Bearer,
        },
        ip);
}
