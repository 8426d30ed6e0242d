using System.Collections.Concurrent;
using Backend.Contracts.Identity;
using Backend.Platform.Persistence;
using Backend.Platform.Security;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Backend.Modules.Identity.Tokens;

/// <summary>
/// Notes when tokens were used and from where, beside the requests: what a minute brings is one write at its end, and at once
/// where a token has not been used for longer. A process that dies forgets the last minute.
/// </summary>
internal sealed partial class TokenUses(IServiceScopeFactory scopes, TimeProvider clock, ILogger<TokenUses> logger) : BackgroundService
{
    private const int MaxTokens = 10_000;

    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<OwnToken, Use> pending = new();
    private readonly ConcurrentDictionary<OwnToken, DateTimeOffset> written = new();

    public void Note(OwnToken token, string? address)
    {
        if (pending.Count < MaxTokens || pending.ContainsKey(token))
            pending[token] = new Use(clock.GetUtcNow(), PlainText.Of(address, PersonalToken.MaxAddress));
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(Pause, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            try
            {
                await WriteAsync(onlyDue: !stoppingToken.IsCancellationRequested, CancellationToken.None);
            }
            catch (Exception error)
            {
                // When a token was used is worth knowing, but no reason to stop.
                LogNotWritten(logger, error);
            }
        }
    }

    private async Task WriteAsync(bool onlyDue, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        foreach (var (token, at) in written.Where(pair => now - pair.Value >= Interval))
            written.TryRemove(new(token, at));
        var due = pending.Where(use => !onlyDue || !written.ContainsKey(use.Key)).ToArray();
        if (due.Length == 0)
            return;
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<BackendDbContext>();
        await using var write = await db.BeginWriteAsync(cancellationToken);
        foreach (var (token, use) in due)
        {
            await db.PersonalTokens.IgnoreQueryFilters().Where(kept => kept.WorkspaceId == token.WorkspaceId && kept.Id == token.Id).ExecuteUpdateAsync(
                set => set.SetProperty(kept => kept.LastUsedAt, use.At).SetProperty(kept => kept.LastUsedAddress, use.Address), cancellationToken);
        }

        await write.CommitAsync(cancellationToken);
        foreach (var use in due)
        {
            written[use.Key] = now;
            pending.TryRemove(use);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "When tokens were used could not be written; it is tried again")]
    private static partial void LogNotWritten(ILogger logger, Exception error);

    private sealed record Use(DateTimeOffset At, string? Address);
}
