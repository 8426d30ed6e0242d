using Microsoft.AspNetCore.Authentication;

namespace Backend.Host.Authentication;

/// <summary>
/// Ends a request whose bearer token is not valid, even where anonymous callers are let in: who presents a token wants to be
/// somebody, and must learn that the token has expired.
/// </summary>
internal sealed partial class PresentedTokenMiddleware(RequestDelegate next, FailedSignIns failures, ILogger<PresentedTokenMiddleware> logger)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (context.User.Identity is { IsAuthenticated: true } || BearerSchemes.PresentedToken(context.Request) is null)
        {
            await next(context);
            return;
        }

        // The scheme answers from memory: UseAuthentication asked it first, but keeps successes only.
        var result = await context.AuthenticateAsync();
        if (result.Failure is not IssuerUnavailableException failure)
        {
            failures.Note(context, FailedSignIns.Token);
            await ApiErrors.UnauthenticatedAsync(context, tokenPresented: true);
            return;
        }

        IssuerUnavailable(logger, failure);
        await ApiErrors.WriteAsync(
            context, StatusCodes.Status503ServiceUnavailable, "UNAVAILABLE", "The issuer of the token does not answer. Try again.");
    }

    [LoggerMessage(LogLevel.Warning, "A bearer token could not be validated, because its issuer's keys could not be fetched")]
    private static partial void IssuerUnavailable(ILogger logger, Exception failure);
}
