using System.Text.Encodings.Web;
using Backend.Contracts.Identity;
using Backend.GraphQL;
using Backend.Platform.Persistence;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace Backend.Host.Authentication;

/// <summary>Finds the caller behind a token that the server itself gave.</summary>
internal sealed class PersonalTokenHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder, IServiceScopeFactory scopes, DatabaseFailures failures)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    public const string SchemeName = "personal-token";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (BearerSchemes.PresentedToken(Request) is not { } token)
            return AuthenticateResult.NoResult();
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var principal = await scope.ServiceProvider.GetRequiredService<IPersonalTokens>()
                .AuthenticateAsync(token, CallerAddress.Of(Context.Connection.RemoteIpAddress), Context.RequestAborted);
            return principal is null
                ? AuthenticateResult.Fail("The token is not, or no longer, valid.")
                : AuthenticateResult.Success(new(principal, Scheme.Name));
        }
        catch (Exception error) when (failures.Map(error) is not null)
        {
            return AuthenticateResult.Fail(new IssuerUnavailableException(error));
        }
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties) => ApiErrors.UnauthenticatedAsync(Context, tokenPresented: true);
}
