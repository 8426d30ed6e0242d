using Microsoft.AspNetCore.Authentication.OpenIdConnect;

namespace Backend.Host.Authentication;

internal static class BrowserSignInEvents
{
    public static OpenIdConnectEvents Create(PublicAddress address) => new()
    {
        OnRedirectToIdentityProvider = context =>
        {
            // Behind a proxy the request does not show the address that the browser used; the operator's setting does.
            if (address.IsConfigured)
                context.ProtocolMessage.RedirectUri = Absolute(address, context.Options.CallbackPath);
            return Task.CompletedTask;
        },
        OnRedirectToIdentityProviderForSignOut = context =>
        {
            // The id token is not kept, so the issuer learns from the client's id where the browser may return to.
            context.ProtocolMessage.ClientId = context.Options.ClientId;
            if (address.IsConfigured)
                context.ProtocolMessage.PostLogoutRedirectUri = Absolute(address, context.Options.SignedOutCallbackPath);
            return Task.CompletedTask;
        },
        OnTicketReceived = context =>
        {
            context.Principal = BrowserSession.Principal(context.Principal!);
            return Task.CompletedTask;
        },
        OnAccessDenied = context =>
        {
            context.Response.Redirect(context.ReturnUrl ?? "/");
            context.HandleResponse();
            return Task.CompletedTask;
        },
        OnRemoteFailure = async context =>
        {
            context.HttpContext.RequestServices.GetRequiredService<ILoggerFactory>()
                .CreateLogger("Backend.Host.Authentication.BrowserSignIn")
                .LogWarning(context.Failure, "A browser sign-in failed");
            context.HandleResponse();
            await ApiErrors.WriteAsync(
                context.HttpContext, StatusCodes.Status400BadRequest, "SIGN_IN_FAILED",
                "The sign-in was not completed, or took too long. Go back and sign in again.");
        },
    };

    private static string Absolute(PublicAddress address, PathString path) => new Uri(address.Value, path.Value![1..]).AbsoluteUri;
}
