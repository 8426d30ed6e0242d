using System.Security.Claims;
using Microsoft.AspNetCore.Http;

namespace Backend.Platform.Security;

/// <summary>
/// Validates a bearer token that did not come in the <c>Authorization</c> header, such as the one in a WebSocket's
/// <c>connection_init</c>, exactly as if it had come there.
/// </summary>
public interface ITokenAuthenticator
{
    /// <summary>Validates a token.</summary>
    /// <param name="context">The connection's HTTP context.</param>
    /// <param name="bearerToken">The token, with or without the <c>Bearer </c> prefix.</param>
    /// <param name="cancellationToken">Ends the validation.</param>
    /// <returns>The validated claims; null if the token is not, or no longer, valid.</returns>
    /// <exception cref="Errors.UnavailableException">The issuer's keys could not be fetched, so nothing can be said of the token.</exception>
    Task<ClaimsPrincipal?> AuthenticateAsync(HttpContext context, string bearerToken, CancellationToken cancellationToken);
}
