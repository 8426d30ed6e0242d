using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace Backend.Host.Authentication;

/// <summary>Validates what a provider signs for this server as its client: id tokens of a refresh, and logout tokens.</summary>
internal sealed class ProviderTokenValidator(IOptionsMonitor<OpenIdConnectOptions> providers, TimeProvider clock)
{
    private const int Looks = 20;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);
    private static readonly JsonWebTokenHandler Handler = new() { MapInboundClaims = false };

    /// <summary>Checks signature, algorithm, issuer, audience and lifetime.</summary>
    public async Task<TokenValidationResult> ValidateAsync(string scheme, string token, CancellationToken cancellationToken, bool mayLackExpiry = false)
    {
        var options = providers.Get(scheme);
        var known = await options.ConfigurationManager!.GetConfigurationAsync(cancellationToken);
        var result = await OnceAsync(options, known, token, mayLackExpiry);
        if (result.Exception is not SecurityTokenSignatureKeyNotFoundException)
            return result;
        // The provider may sign with a new key. They are fetched in the background, and not more often than the interval.
        options.ConfigurationManager.RequestRefresh();
        var current = known;
        for (var look = 0; look < Looks && ReferenceEquals(current, known); look++)
        {
            await Task.Delay(Pause, clock, cancellationToken);
            current = await options.ConfigurationManager.GetConfigurationAsync(cancellationToken);
        }

        return ReferenceEquals(current, known) ? result : await OnceAsync(options, current, token, mayLackExpiry);
    }

    private static Task<TokenValidationResult> OnceAsync(
        OpenIdConnectOptions options, OpenIdConnectConfiguration configuration, string token, bool mayLackExpiry)
    {
        var parameters = options.TokenValidationParameters.Clone();
        parameters.ValidIssuer ??= configuration.Issuer;
        parameters.ValidAudience = options.ClientId;
        parameters.IssuerSigningKeys = configuration.SigningKeys;
        parameters.RequireExpirationTime = !mayLackExpiry;
        return Handler.ValidateTokenAsync(token, parameters);
    }
}
