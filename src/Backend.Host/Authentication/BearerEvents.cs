using Microsoft.AspNetCore.Authentication.JwtBearer;

namespace Backend.Host.Authentication;

internal static class BearerEvents
{
    public static JwtBearerEvents Create() => new()
    {
        OnMessageReceived = received =>
        {
            if (BearerSchemes.PresentedToken(received.Request) is { Length: > 0 } token
                && Tokens(received.HttpContext).Find(token) is { } known && known.Scheme == received.Scheme.Name)
            {
                received.Principal = known.Principal;
                received.Success();
            }

            return Task.CompletedTask;
        },
        OnTokenValidated = validated =>
        {
            if (BearerSchemes.PresentedToken(validated.Request) is { } token)
                Tokens(validated.HttpContext).Add(token, validated.Scheme.Name, validated.Principal!, new DateTimeOffset(validated.SecurityToken.ValidTo, TimeSpan.Zero));
            return Task.CompletedTask;
        },
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

    private static ValidatedTokens Tokens(HttpContext context) => context.RequestServices.GetRequiredService<ValidatedTokens>();
}

/// <summary>The issuer's discovery document or keys could not be fetched, so nothing can be said of the token.</summary>
internal sealed class IssuerUnavailableException(Exception cause) : Exception("The issuer of the token does not answer.", cause);
