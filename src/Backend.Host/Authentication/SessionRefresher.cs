using System.Collections.Concurrent;
using System.Security.Claims;
using Backend.Contracts.Identity;

namespace Backend.Host.Authentication;

/// <summary>
/// Asks a session's provider whether it still stands by it, when the access token it gave is about to end. Requests that come
/// at once share one answer; of several nodes one asks.
/// </summary>
internal sealed partial class SessionRefresher(IServiceScopeFactory scopes, SignInProviders providers, ProviderRefresh provider, ILogger<SessionRefresher> logger)
{
    private readonly ConcurrentDictionary<Guid, Lazy<Task<bool>>> running = new();

    /// <summary>Asks the provider, unless somebody else does.</summary>
    /// <returns>Whether the session goes on: also with a provider that does not answer, until its own end.</returns>
    public Task<bool> RefreshAsync(BrowserSessionInfo session) =>
        running.GetOrAdd(session.Id, _ => new Lazy<Task<bool>>(() => RunAsync(session))).Value;

    private async Task<bool> RunAsync(BrowserSessionInfo session)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            return await AskAsync(session, scope.ServiceProvider.GetRequiredService<IBrowserSessions>());
        }
        finally
        {
            running.TryRemove(session.Id, out _);
        }
    }

    // Not ended by a request that goes away: a token that the provider has taken must be replaced by the one it gave.
    private async Task<bool> AskAsync(BrowserSessionInfo session, IBrowserSessions sessions)
    {
        if (await sessions.TakeRefreshAsync(session.Id, CancellationToken.None) is not { } tokens)
            return true;
        var answer = providers.SchemeOf(session.Provider) is { } scheme && tokens.RefreshToken is not null
            ? await provider.AskAsync(scheme, tokens, session.Principal, CancellationToken.None)
            : RefreshAnswer.None;
        switch (answer)
        {
            case { IsRefused: true }:
                LogRefused(logger, session.Id);
                await sessions.EndAsync(session.Id, SessionEndReason.RefusedByProvider, CancellationToken.None);
                return false;
            case { Tokens: { } refreshed }:
                await sessions.KeepRefreshedAsync(session.Id, refreshed, Merge(session.Principal, answer.Principal), CancellationToken.None);
                return true;
            default:
                LogPutOff(logger, session.Id);
                await sessions.PutOffRefreshAsync(session.Id, CancellationToken.None);
                return true;
        }
    }

    /// <summary>What the provider says now, over what it said before.</summary>
    private static IReadOnlyList<Claim>? Merge(ClaimsPrincipal before, ClaimsPrincipal? now)
    {
        if (now is null)
            return null;
        var said = BrowserSession.Keep(now);
        return [.. said, .. BrowserSession.Keep(before).Where(claim => said.All(newer => newer.Type != claim.Type))];
    }

    [LoggerMessage(EventId = 2102, EventName = "SessionRefused", Level = LogLevel.Warning,
        Message = "The provider refuses to renew the session {SessionId}: access was withdrawn there, or its refresh token was used by somebody else. The session is ended")]
    private static partial void LogRefused(ILogger logger, Guid sessionId);

    [LoggerMessage(EventId = 2103, EventName = "SessionRefreshPutOff", Level = LogLevel.Warning,
        Message = "The provider of the session {SessionId} does not answer. The session goes on, and the provider is asked again")]
    private static partial void LogPutOff(ILogger logger, Guid sessionId);
}
