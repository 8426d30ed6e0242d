using Microsoft.AspNetCore.Authentication.JwtBearer;

namespace Backend.Host.Authentication;

internal static class BearerEvents
{
    public static JwtBearerEvents Create() => new()
    {
        OnAuthenticationFailed = async failed =>
        {
            // Without the issuer's keys every token looks forged; a caller must not throw its token away for that.
            try
            {
                await failed.Options.ConfigurationManager!.GetConfigurationAsync(failed.HttpContext.RequestAborted);
            }
            catch (InvalidOperationException unavailable)
            {
                failed.Fail(new IssuerUnavailableException(unavailable));
            }
        },
        OnChallenge = challenge =>
        {
            challenge.HandleResponse();
            return ApiErrors.UnauthenticatedAsync(challenge.HttpContext, tokenPresented: true);
        },
    };
}

/// <summary>The issuer's discovery document or keys could not be fetched, so nothing can be said of the token.</summary>
internal sealed class IssuerUnavailableException(Exception cause) : Exception("The issuer of the token does not answer.", cause);
