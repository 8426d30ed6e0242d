using System.Security.Claims;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Backend.Host.Authentication;

/// <summary>Validates what a provider signs for this server as its client: id tokens of a refresh, and logout tokens.</summary>
internal sealed class ProviderTokenValidator(IOptionsMonitor<OpenIdConnectOptions> providers)
{
    private static readonly JsonWebTokenHandler Handler = new() { MapInboundClaims = false };

    /// <summary>Checks signature, algorithm, issuer, audience and lifetime.</summary>
    /// <returns>The claims; null where something does not hold.</returns>
    public async Task<ClaimsIdentity?> ValidateAsync(string scheme, string token, CancellationToken cancellationToken, bool mayLackExpiry = false)
    {
        var options = providers.Get(scheme);
        var result = await OnceAsync(options, token, mayLackExpiry, cancellationToken);
        if (result.Exception is SecurityTokenSignatureKeyNotFoundException)
        {
            // The provider may sign with a new key; how often its keys are fetched is bounded.
            options.ConfigurationManager!.RequestRefresh();
            result = await OnceAsync(options, token, mayLackExpiry, cancellationToken);
        }

        return result.IsValid ? result.ClaimsIdentity : null;
    }

    private static async Task<TokenValidationResult> OnceAsync(
        OpenIdConnectOptions options, string token, bool mayLackExpiry, CancellationToken cancellationToken)
    {
        var configuration = await options.ConfigurationManager!.GetConfigurationAsync(cancellationToken);
        var parameters = options.TokenValidationParameters.Clone();
        parameters.ValidIssuer ??= configuration.Issuer;
        parameters.ValidAudience = options.ClientId;
        parameters.IssuerSigningKeys = configuration.SigningKeys;
        parameters.RequireExpirationTime = !mayLackExpiry;
        return await Handler.ValidateTokenAsync(token, parameters);
    }
}
