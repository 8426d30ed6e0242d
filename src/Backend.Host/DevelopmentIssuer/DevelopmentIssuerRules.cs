using Microsoft.Extensions.Caching.Memory;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace Backend.Host.DevelopmentIssuer;

/// <summary>What the issuer, having no database to ask, checks by itself.</summary>
internal static class DevelopmentIssuerRules
{
    public static void Register(OpenIddictServerBuilder server)
    {
        server.AddEventHandler<ValidateAuthorizationRequestContext>(handler => handler.UseScopedHandler<AuthorizationRules>());
        server.AddEventHandler<ValidateTokenRequestContext>(handler => handler.UseInlineHandler(context =>
        {
            if (!DevelopmentClients.IsKnown(context.ClientId))
                context.Reject(Errors.InvalidClient, "The client is not known.");
            return ValueTask.CompletedTask;
        }));
        server.AddEventHandler<ValidateTokenRequestContext>(
            handler => handler.UseSingletonHandler<GrantsAreUsedOnce>().SetOrder(int.MaxValue - 1));
        server.AddEventHandler<ProcessSignInContext>(handler => handler.UseSingletonHandler<GrantsAreToldApart>().SetOrder(int.MinValue + 1));
        server.AddEventHandler<HandleUserInfoRequestContext>(handler => handler.UseInlineHandler(context =>
        {
            context.Claims[Claims.Name] = context.AccessTokenPrincipal.GetClaim(Claims.Name);
            context.Claims[Claims.EmailVerified] = true;
            return ValueTask.CompletedTask;
        }));
        server.AddEventHandler<ValidateEndSessionRequestContext>(handler => handler.UseScopedHandler<EndSessionRules>());
        server.AddEventHandler<HandleEndSessionRequestContext>(handler => handler.UseInlineHandler(context =>
        {
            // The issuer keeps no session: each sign-in asks who it is. Nothing is left but to send the browser back.
            context.SignOut();
            return ValueTask.CompletedTask;
        }));
    }

    private sealed class AuthorizationRules(PublicAddress address)
        : IOpenIddictServerHandler<ValidateAuthorizationRequestContext>
    {
        public ValueTask HandleAsync(ValidateAuthorizationRequestContext context)
        {
            if (!DevelopmentClients.IsKnown(context.ClientId))
                context.Reject(
                    Errors.InvalidClient,
                    $"The client is not known. Use '{DevelopmentClients.DeveloperId}' for a frontend of your own.");
            else if (!DevelopmentClients.MayReturnTo(context.ClientId, context.RedirectUri, address))
                context.Reject(
                    Errors.InvalidRequest,
                    "The redirect_uri is not one of the client's. A frontend of your own must run on localhost, 127.0.0.1 or [::1].");
            return ValueTask.CompletedTask;
        }
    }

    /// <summary>Gives each refresh token an id of its own, where it would have that of the code or token before.</summary>
    private sealed class GrantsAreToldApart(TimeProvider clock) : IOpenIddictServerHandler<ProcessSignInContext>
    {
        public ValueTask HandleAsync(ProcessSignInContext context)
        {
            context.Principal?.SetClaim(SignInPage.GrantIdClaim, Guid.CreateVersion7(clock.GetUtcNow()).ToString("N"));
            return ValueTask.CompletedTask;
        }
    }

    /// <summary>Remembers the codes and refresh tokens that were redeemed, for as long as they live.</summary>
    private sealed class GrantsAreUsedOnce(IMemoryCache redeemed) : IOpenIddictServerHandler<ValidateTokenRequestContext>
    {
        private readonly Lock gate = new();

        public ValueTask HandleAsync(ValidateTokenRequestContext context)
        {
            var grant = context.AuthorizationCodePrincipal ?? context.RefreshTokenPrincipal;
            var key = (typeof(GrantsAreUsedOnce), grant?.GetClaim(SignInPage.GrantIdClaim));
            lock (gate)
            {
                if (key.Item2 is null || redeemed.TryGetValue(key, out _))
                    context.Reject(Errors.InvalidGrant, "The code or token has been used.");
                else
                    redeemed.Set(key, true, DevelopmentIssuerRegistration.RefreshLifetime);
            }

            return ValueTask.CompletedTask;
        }
    }

    private sealed class EndSessionRules(PublicAddress address)
        : IOpenIddictServerHandler<ValidateEndSessionRequestContext>
    {
        public ValueTask HandleAsync(ValidateEndSessionRequestContext context)
        {
            if (context.PostLogoutRedirectUri is { Length: > 0 } uri
                && !DevelopmentClients.MaySignOutTo(context.ClientId, uri, address))
                context.Reject(Errors.InvalidRequest, "The post_logout_redirect_uri is not one of the client's.");
            return ValueTask.CompletedTask;
        }
    }
}
