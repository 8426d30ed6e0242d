using Backend.Host.DevelopmentIssuer;
using Backend.Platform.Errors;
using Backend.Platform.Security;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;

namespace Backend.Host.Authentication;

internal static class BrowserSignInEvents
{
    /// <summary>With which of the sign-out's parameters the id token comes.</summary>
    public const string IdTokenHint = "id_token_hint";

    private const int MaxReason = 300;

    private const string OfflineAccess = "offline_access";

    public static OpenIdConnectEvents Create(PublicAddress address, IssuerOptions issuer) => new()
    {
        OnRedirectToIdentityProvider = async context =>
        {
            var configuration = await context.Options.ConfigurationManager!.GetConfigurationAsync(context.HttpContext.RequestAborted);
            if (issuer.OfflineAccess ?? configuration.ScopesSupported.Contains(OfflineAccess))
                context.ProtocolMessage.Scope += " " + OfflineAccess;
            if (!string.IsNullOrEmpty(issuer.Prompt))
                context.ProtocolMessage.Prompt = issuer.Prompt;
            // Behind a proxy the request does not show the address that the browser used; the operator's setting does.
            if (address.IsConfigured)
                context.ProtocolMessage.RedirectUri = Absolute(address, context.Options.CallbackPath);
        },
        OnRedirectToIdentityProviderForSignOut = context =>
        {
            // With the id token the provider knows whom to sign out; without it, at least where the browser may return to.
            context.ProtocolMessage.ClientId = context.Options.ClientId;
            context.ProtocolMessage.IdTokenHint = context.Properties.GetParameter<string>(IdTokenHint);
            if (address.IsConfigured)
                context.ProtocolMessage.PostLogoutRedirectUri = Absolute(address, context.Options.SignedOutCallbackPath);
            return Task.CompletedTask;
        },
        OnMessageReceived = context =>
        {
            // Anybody can send what the provider is to have said, and the handler logs it.
            var said = context.ProtocolMessage;
            said.Error = PlainText.Of(said.Error, MaxReason);
            said.ErrorDescription = PlainText.Of(said.ErrorDescription, MaxReason);
            said.ErrorUri = PlainText.Of(said.ErrorUri, MaxReason);
            return Task.CompletedTask;
        },
        OnTicketReceived = async context =>
        {
            context.HandleResponse();
            try
            {
                await BrowserSession.BeginAsync(
                    context.HttpContext, MappedPrincipal.Of(context.Principal!, issuer) ?? throw new UnauthenticatedException(), context.Properties!,
                    issuer.Authority == address.Value.AbsoluteUri ? DevelopmentClients.Provider : issuer.Authority);
                context.Response.Redirect(LocalAddress.Of(context.ReturnUri));
            }
            catch (UnauthenticatedException)
            {
                Failures(context.HttpContext).Note(context.HttpContext, FailedSignIns.Account);
                await ApiErrors.WriteAsync(
                    context.HttpContext, StatusCodes.Status403Forbidden, "SIGN_IN_FAILED", "You may not sign in here. Ask an administrator.");
            }
        },
        OnAccessDenied = context =>
        {
            Failures(context.HttpContext).Note(context.HttpContext, FailedSignIns.Declined);
            context.Response.Redirect(LocalAddress.Of(context.ReturnUrl));
            context.HandleResponse();
            return Task.CompletedTask;
        },
        OnRemoteFailure = async context =>
        {
            Failures(context.HttpContext).Note(context.HttpContext, FailedSignIns.AtProvider, context.Failure);
            context.HandleResponse();
            await ApiErrors.WriteAsync(
                context.HttpContext, StatusCodes.Status400BadRequest, "SIGN_IN_FAILED",
                "The sign-in was not completed, or took too long. Go back and sign in again.");
        },
    };

    private static FailedSignIns Failures(HttpContext context) => context.RequestServices.GetRequiredService<FailedSignIns>();

    private static string Absolute(PublicAddress address, PathString path) => new Uri(address.Value, path.Value![1..]).AbsoluteUri;
}
