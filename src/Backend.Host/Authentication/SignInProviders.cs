using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Extensions.Options;

namespace Backend.Host.Authentication;

/// <summary>The providers at which browsers can sign in, in the order of the configuration.</summary>
internal sealed partial class SignInProviders(
    SignInSchemes schemes, IOptionsMonitor<OpenIdConnectOptions> options, ILogger<SignInProviders> logger)
{
    /// <summary>The scheme of a provider; null if there is none.</summary>
    public string? Scheme(int index) => schemes.Names.ElementAtOrDefault(index);

    public bool Has(string scheme) => schemes.Names.Contains(scheme, StringComparer.Ordinal);

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

    [LoggerMessage(LogLevel.Warning, "A browser could not be sent to the sign-in provider, because its discovery document could not be fetched")]
    private static partial void DoesNotAnswer(ILogger logger, Exception failure);
}

/// <summary>The authentication schemes of the providers.</summary>
internal sealed record SignInSchemes(IReadOnlyList<string> Names);
