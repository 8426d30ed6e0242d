using Backend.Contracts.Identity;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Backend.Host.Authentication;

/// <summary>Where providers say that somebody signed out there: OpenID Connect Back-Channel and Front-Channel Logout 1.0.</summary>
internal static class ProviderLogoutEndpoints
{
    public static void Map(IEndpointRouteBuilder group)
    {
        group.MapPost("/backchannel-logout", BackChannelAsync).DisableAntiforgery();
        group.MapGet("/frontchannel-logout", FrontChannelAsync);
    }

    private static async Task<Results<Ok, JsonHttpResult<LogoutFailure>>> BackChannelAsync(
        HttpContext context, LogoutTokens tokens, IBrowserSessions sessions)
    {
        context.Response.Headers.CacheControl = "no-store";
        var token = context.Request.HasFormContentType
            ? (await context.Request.ReadFormAsync(context.RequestAborted))["logout_token"].ToString()
            : "";
        return await tokens.ReadAsync(token, context.RequestAborted) is { } signedOut
            && await sessions.EndAtProviderAsync(signedOut, context.RequestAborted) is not null
            ? TypedResults.Ok()
            : TypedResults.Json(new LogoutFailure("invalid_request"), statusCode: StatusCodes.Status400BadRequest);
    }

    /// <summary>
    /// Shown by the provider's page in a frame, where browsers send no cookie of ours: what ends is named by the provider's
    /// session id, which only the provider and this server know.
    /// </summary>
    private static async Task<ContentHttpResult> FrontChannelAsync(
        HttpContext context, SignInProviders providers, IBrowserSessions sessions, string? iss, string? sid)
    {
        var headers = context.Response.Headers;
        headers.CacheControl = "no-store";
        headers.Remove("X-Frame-Options");
        if (iss is { Length: > 0 } && sid is { Length: > 0 and <= 255 } && await providers.SchemeOfIssuerAsync(iss, context.RequestAborted) is not null)
        {
            headers.ContentSecurityPolicy = $"default-src 'none'; frame-ancestors {new Uri(iss).GetLeftPart(UriPartial.Authority)}";
            await sessions.EndAtProviderAsync(new(iss, sid, Subject: null, Message: null), context.RequestAborted);
        }

        return TypedResults.Content("<!doctype html><title>Signed out</title>", "text/html; charset=utf-8");
    }
}

/// <summary>Why a logout token was refused, as the specification has it.</summary>
internal sealed record LogoutFailure(string Error);
