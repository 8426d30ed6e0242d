using System.Net;
using System.Security.Claims;
using System.Text.Json;
using Backend.Contracts.Identity;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace Backend.Host.Authentication;

/// <summary>What a provider answers to a refresh token; neither tokens nor a refusal where it does not answer.</summary>
internal sealed record RefreshAnswer(bool IsRefused, ProviderTokens? Tokens, ClaimsPrincipal? Principal)
{
    public static RefreshAnswer None { get; } = new(false, null, null);

    public static RefreshAnswer Refused { get; } = new(true, null, null);
}

/// <summary>Sends refresh tokens to providers: RFC 6749 (6), OpenID Connect Core 1.0 (12).</summary>
internal sealed partial class ProviderRefresh(
    IOptionsMonitor<OpenIdConnectOptions> providers, ProviderTokenValidator validator, IOptions<BackendAuthOptions> issuers, TimeProvider clock, ILogger<ProviderRefresh> logger)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public async Task<RefreshAnswer> AskAsync(string scheme, ProviderTokens tokens, ClaimsPrincipal session, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Patience);
        try
        {
            var options = providers.Get(scheme);
            var configuration = await options.ConfigurationManager!.GetConfigurationAsync(limit.Token);
            using var form = new FormUrlEncodedContent(Parameters(options, tokens));
            using var answer = await options.Backchannel.PostAsync(configuration.TokenEndpoint, form, limit.Token);
            using var body = await JsonDocument.ParseAsync(await answer.Content.ReadAsStreamAsync(limit.Token), default, limit.Token);
            if (answer.StatusCode == HttpStatusCode.OK)
                return await ReadAsync(scheme, body.RootElement, tokens, session, limit.Token);
            var error = Text(body.RootElement, "error");
            if (error == "invalid_grant")
                return RefreshAnswer.Refused;
            LogRejected(logger, (int)answer.StatusCode, Platform.Security.PlainText.Of(error, 64));
        }
        catch (Exception error) when (error is HttpRequestException or OperationCanceledException or JsonException or InvalidOperationException)
        {
            LogAway(logger, error);
        }

        return RefreshAnswer.None;
    }

    private static IEnumerable<KeyValuePair<string, string>> Parameters(OpenIdConnectOptions options, ProviderTokens tokens)
    {
        yield return new(OpenIdConnectParameterNames.GrantType, OpenIdConnectGrantTypes.RefreshToken);
        yield return new(OpenIdConnectParameterNames.RefreshToken, tokens.RefreshToken!);
        yield return new(OpenIdConnectParameterNames.ClientId, options.ClientId!);
        if (options.ClientSecret is { } secret)
            yield return new(OpenIdConnectParameterNames.ClientSecret, secret);
    }

    private async Task<RefreshAnswer> ReadAsync(
        string scheme, JsonElement body, ProviderTokens before, ClaimsPrincipal session, CancellationToken cancellationToken)
    {
        ClaimsPrincipal? principal = null;
        var idToken = Text(body, OpenIdConnectParameterNames.IdToken);
        if (idToken is not null)
        {
            var result = await validator.ValidateAsync(scheme, idToken, cancellationToken);
            var said = result.IsValid ? MappedPrincipal.Of(new(result.ClaimsIdentity), Issuer(scheme)) : null;
            // The token must be about the person who signed in, or the answer is somebody else's. A key that cannot be had at
            // the moment is no reason to end a session: the answer came from the provider itself; only its claims are left.
            if (said is not null && said.FindFirstValue(JwtRegisteredClaimNames.Sub) == session.FindFirstValue(JwtRegisteredClaimNames.Sub))
                principal = said;
            else if (result.Exception is not SecurityTokenSignatureKeyNotFoundException)
                return RefreshAnswer.Refused;
        }

        var expires = body.TryGetProperty(OpenIdConnectParameterNames.ExpiresIn, out var seconds) && Seconds(seconds) is { } left
            ? clock.GetUtcNow().AddSeconds(left)
            : (DateTimeOffset?)null;
        // A provider that does not rotate its refresh tokens sends none.
        var kept = new ProviderTokens(Text(body, OpenIdConnectParameterNames.RefreshToken) ?? before.RefreshToken, idToken ?? before.IdToken, expires);
        return new RefreshAnswer(false, kept, principal);
    }

    private IssuerOptions Issuer(string scheme) =>
        issuers.Value.Issuers.FirstOrDefault(issuer => issuer.Authority == providers.Get(scheme).Authority) ?? new();

    // A few providers send the number as text.
    private static double? Seconds(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number when value.TryGetInt32(out var number) => Math.Max(number, 0),
        JsonValueKind.String when int.TryParse(value.GetString(), System.Globalization.CultureInfo.InvariantCulture, out var number) => Math.Max(number, 0),
        _ => null,
    };

    private static string? Text(JsonElement body, string name) =>
        body.ValueKind == JsonValueKind.Object && body.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    [LoggerMessage(Level = LogLevel.Error, Message = "A provider answered a refresh token with {Status} '{Error}'; look at the client's settings there")]
    private static partial void LogRejected(ILogger logger, int status, string? error);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A provider could not be asked to renew a session")]
    private static partial void LogAway(ILogger logger, Exception error);
}
