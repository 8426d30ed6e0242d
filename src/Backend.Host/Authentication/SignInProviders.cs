using Backend.Host.DevelopmentIssuer;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Extensions.Options;

namespace Backend.Host.Authentication;

/// <summary>The providers at which browsers can sign in, in the order of the configuration.</summary>
internal sealed partial class SignInProviders(
    SignInSchemes schemes, IOptionsMonitor<OpenIdConnectOptions> options, IOptions<BackendAuthOptions> issuers, ILogger<SignInProviders> logger)
{
    /// <summary>The scheme of a provider; null if there is none.</summary>
    public string? Scheme(int index) => schemes.Names.ElementAtOrDefault(index);

    /// <summary>The scheme of a provider by its address, as sessions remember it: the order of the configuration may change.</summary>
    public string? SchemeOf(string provider) => provider == DevelopmentClients.Provider
        ? schemes.Own
        : schemes.Names.FirstOrDefault(scheme => options.Get(scheme).Authority == provider);

    /// <summary>The scheme of the provider that calls itself so; null if there is none, or it does not answer.</summary>
    public async Task<string?> SchemeOfIssuerAsync(string issuer, CancellationToken cancellationToken)
    {
        foreach (var scheme in schemes.Names)
        {
            if (await AnswersAsync(scheme, cancellationToken)
                && (SpeaksFor(scheme, issuer) || (await options.Get(scheme).ConfigurationManager!.GetConfigurationAsync(cancellationToken)).Issuer == issuer))
                return scheme;
        }

        return null;
    }

    // Of Entra ID, one discovery document is for many tenants, each with an issuer of its own.
    private bool SpeaksFor(string scheme, string issuer) => issuers.Value.Issuers.Any(known =>
        known.Kind == IssuerKind.EntraId && known.Authority == options.Get(scheme).Authority && EntraId.Issues(known, issuer));

    /// <summary>Whether people can be sent to the provider to sign out there.</summary>
    public async Task<bool> SignsOutAsync(string scheme, CancellationToken cancellationToken) =>
        await AnswersAsync(scheme, cancellationToken)
        && !string.IsNullOrEmpty((await options.Get(scheme).ConfigurationManager!.GetConfigurationAsync(cancellationToken)).EndSessionEndpoint);

    /// <summary>Whether the provider's discovery document can be had, without which nobody can be sent to it.</summary>
    public async Task<bool> AnswersAsync(string scheme, CancellationToken cancellationToken)
    {
        try
        {
            await options.Get(scheme).ConfigurationManager!.GetConfigurationAsync(cancellationToken);
            return true;
        }
        catch (InvalidOperationException failure)
        {
            DoesNotAnswer(logger, failure);
            return false;
        }
    }

    [LoggerMessage(LogLevel.Warning, "A sign-in provider was needed whose discovery document could not be fetched")]
    private static partial void DoesNotAnswer(ILogger logger, Exception failure);
}

/// <summary>The authentication schemes of the providers, and which of them is this server's own issuer, if it has one.</summary>
internal sealed record SignInSchemes(IReadOnlyList<string> Names, string? Own);
