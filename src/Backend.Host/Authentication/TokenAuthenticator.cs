using System.Security.Claims;
using Backend.Platform.Errors;
using Backend.Platform.Security;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Net.Http.Headers;

namespace Backend.Host.Authentication;

internal sealed class TokenAuthenticator(BearerSchemes bearer, FailedSignIns failures, IAuthenticationSchemeProvider schemes) : ITokenAuthenticator
{
    public async Task<ClaimsPrincipal?> AuthenticateAsync(HttpContext context, string bearerToken, CancellationToken cancellationToken)
    {
        // The handler of the connection's own request keeps its first answer, so the token gets a request of its own.
        var request = new DefaultHttpContext { RequestServices = context.RequestServices, RequestAborted = cancellationToken };
        request.Connection.RemoteIpAddress = context.Connection.RemoteIpAddress;
        var hasPrefix = bearerToken.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase);
        request.Request.Headers[HeaderNames.Authorization] = hasPrefix ? bearerToken : "Bearer " + bearerToken;
        if (BearerSchemes.PresentedToken(request.Request) is not { } token
            || await schemes.GetSchemeAsync(bearer.Select(token)) is not { } scheme)
            return null;

        var handler = (IAuthenticationHandler)ActivatorUtilities.CreateInstance(context.RequestServices, scheme.HandlerType);
        await handler.InitializeAsync(scheme, request);
        var result = await handler.AuthenticateAsync();
        if (result.Failure is IssuerUnavailableException)
            throw new UnavailableException("The issuer of the token does not answer. Try again.");
        if (result.Principal is null)
            failures.Note(context, FailedSignIns.Token);
        return result.Principal;
    }
}
