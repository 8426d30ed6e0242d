using System.Text.Encodings.Web;
using Backend.Contracts.Identity;
using Backend.Platform.Audit;
using Backend.Platform.Persistence;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace Backend.Host.Authentication;

/// <summary>Finds the session that the browser's cookie belongs to. What has ended in the database has ended here.</summary>
internal sealed partial class BrowserSessionHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder, SessionCookie cookie,
    IServiceScopeFactory scopes, SignInProviders providers, SessionRefresher refresher, DatabaseFailures failures)
    : SignOutAuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    private static readonly TimeSpan TouchInterval = TimeSpan.FromMinutes(1);

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (cookie.Read(Request) is not { } secret)
            return AuthenticateResult.NoResult();
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var sessions = scope.ServiceProvider.GetRequiredService<IBrowserSessions>();
            if (await sessions.FindAsync(secret, Context.RequestAborted) is not { } session || !await GoesOnAsync(session, sessions))
                return AuthenticateResult.NoResult();
            Context.Features.Set(sessions.Lifetime(session.Id));
            var properties = new AuthenticationProperties { ExpiresUtc = session.ExpiresAt };
            properties.Items[BrowserSession.ProviderProperty] = session.Provider;
            properties.SetParameter(nameof(BrowserSessionInfo), session);
            return AuthenticateResult.Success(new(session.Principal.Clone(), properties, Scheme.Name));
        }
        catch (Exception error) when (failures.Map(error) is not null)
        {
            LogAway(Logger, error);
            Context.Features.Set(new SessionsUnavailable());
            return AuthenticateResult.Fail("The database does not answer.");
        }
    }

    protected override async Task HandleSignOutAsync(AuthenticationProperties? properties)
    {
        if (await Context.AuthenticateAsync(Scheme.Name) is { Succeeded: true } signedIn)
        {
            await using var scope = scopes.CreateAsyncScope();
            scope.ServiceProvider.Describe(Context, AuditVia.Browser);
            await scope.ServiceProvider.GetRequiredService<IBrowserSessions>()
                .EndAsync(signedIn.Properties!.GetParameter<BrowserSessionInfo>(nameof(BrowserSessionInfo))!.Id, SessionEndReason.SignedOut, Context.RequestAborted);
        }

        cookie.Delete(Response);
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties) => ApiErrors.UnauthenticatedAsync(Context, tokenPresented: false);

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) =>
        ApiErrors.WriteAsync(Context, StatusCodes.Status403Forbidden, "FORBIDDEN", "You may not do this.");

    private async Task<bool> GoesOnAsync(BrowserSessionInfo session, IBrowserSessions sessions)
    {
        // Whom the operator no longer trusts vouches for nobody, neither for those who came before.
        if (providers.SchemeOf(session.Provider) is null)
        {
            await sessions.EndAsync(session.Id, SessionEndReason.ProviderRemoved, Context.RequestAborted);
            return false;
        }

        var now = TimeProvider.GetUtcNow();
        if (session.RefreshAt <= now && !await refresher.RefreshAsync(session).WaitAsync(Context.RequestAborted))
            return false;
        if (now - session.LastSeenAt >= TouchInterval)
            await sessions.TouchAsync(session.Id, Context.RequestAborted);
        return true;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A session could not be looked up")]
    private static partial void LogAway(ILogger logger, Exception error);
}

/// <summary>On a request whose session could not be looked up: nobody knows whether it has one.</summary>
internal sealed class SessionsUnavailable;
