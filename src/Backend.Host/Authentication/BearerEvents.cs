using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.IdentityModel.JsonWebTokens;

namespace Backend.Host.Authentication;

internal static class BearerEvents
{
    public static JwtBearerEvents Create(IssuerOptions issuer) => new()
    {
        OnMessageReceived = received =>
        {
            if (BearerSchemes.PresentedToken(received.Request) is not { Length: > 0 } token)
                return Task.CompletedTask;
            if (!TokenShape.IsPossible(token))
            {
                received.Fail("The token is none of this server's issuers.");
            }
            else if (Tokens(received.HttpContext).Find(token) is { } known && known.Scheme == received.Scheme.Name)
            {
                received.Principal = known.Principal;
                received.Success();
            }

            return Task.CompletedTask;
        },
        OnTokenValidated = validated =>
        {
            var token = (JsonWebToken)validated.SecurityToken;
            if (AccessTokens.Refusal(token, issuer) is { } refusal)
                validated.Fail(refusal);
            else if (MappedPrincipal.Of(validated.Principal!, issuer) is not { } principal)
                validated.Fail("The token does not say whom it is about.");
            else
                Accept(validated, principal);
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

    private static void Accept(TokenValidatedContext validated, System.Security.Claims.ClaimsPrincipal principal)
    {
        validated.Principal = principal;
        if (BearerSchemes.PresentedToken(validated.Request) is { } text)
            Tokens(validated.HttpContext).Add(text, validated.Scheme.Name, principal, new DateTimeOffset(validated.SecurityToken.ValidTo, TimeSpan.Zero));
    }

    private static ValidatedTokens Tokens(HttpContext context) => context.RequestServices.GetRequiredService<ValidatedTokens>();
}

/// <summary>The issuer's discovery document or keys could not be fetched, so nothing can be said of the token.</summary>
internal sealed class IssuerUnavailableException(Exception cause) : Exception("The issuer of the token does not answer.", cause);
