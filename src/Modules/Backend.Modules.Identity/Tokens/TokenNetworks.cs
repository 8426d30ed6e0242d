using System.Collections.Concurrent;
using Backend.Contracts.Identity;
using Backend.Platform.Audit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Backend.Modules.Identity.Tokens;

/// <summary>
/// Notices beside the requests from where tokens are used. What was seen within a day is known in memory; the rest is looked
/// up a second later. A process that dies before forgets it until the next call.
/// </summary>
internal sealed partial class TokenNetworks(IServiceScopeFactory scopes, TimeProvider clock, ILogger<TokenNetworks> logger)
    : BackgroundService, ITokenNetworks
{
    private const int MostKnown = 50_000;
    private const int MostPending = 1_000;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<TokenUse, DateTimeOffset> known = new();
    private readonly ConcurrentDictionary<TokenUse, TokenCall> pending = new();

    public void Note(Guid userId, OwnToken? token, AuditOrigin origin, string? requestId)
    {
        if (origin.Via is not (AuditVia.Bearer or AuditVia.PersonalToken) || origin.Ip is not { } address)
            return;
        var use = new TokenUse(token?.Id ?? userId, address);
        if (!known.ContainsKey(use) && pending.Count < MostPending)
            pending.TryAdd(use, new TokenCall(userId, token, origin, requestId));
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(Pause, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            foreach (var (use, call) in pending)
            {
                try
                {
                    await LearnAsync(use, call);
                }
                catch (Exception error)
                {
                    // Asked again at the token's next call.
                    pending.TryRemove(use, out _);
                    LogNotWritten(logger, error);
                }
            }

            Forget();
        }
    }

    private async Task LearnAsync(TokenUse use, TokenCall call)
    {
        await using var scope = scopes.CreateAsyncScope();
        if (await scope.ServiceProvider.GetRequiredService<NetworkNotes>().LearnAsync(use, call, CancellationToken.None))
            known[use] = clock.GetUtcNow();
        pending.TryRemove(use, out _);
    }

    private void Forget()
    {
        var before = clock.GetUtcNow() - NetworkNotes.Fresh;
        foreach (var old in known.Where(one => one.Value < before))
            known.TryRemove(old);
        if (known.Count > MostKnown)
            known.Clear();
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "From where a token was used could not be noted; its next call is")]
    private static partial void LogNotWritten(ILogger logger, Exception error);
}

/// <summary>A token, or the person behind an issuer's tokens, and from where it was used.</summary>
internal readonly record struct TokenUse(Guid SubjectId, string Address);

/// <summary>The call that used it.</summary>
internal sealed record TokenCall(Guid UserId, OwnToken? Token, AuditOrigin Origin, string? RequestId);
