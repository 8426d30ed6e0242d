using System.Security.Claims;
using Backend.GraphQL;

namespace Backend.Platform.Security;

/// <summary>Tells when what callers opened with tokens of the server's own must end, however the token was sent.</summary>
public interface ITokenLifetimes
{
    /// <summary>The lifetime of the caller's token; null where it came otherwise.</summary>
    ISessionLifetime? Of(ClaimsPrincipal user);
}
