using System.Collections.Concurrent;
using System.Security.Claims;
using Backend.Contracts.Identity;
using Backend.GraphQL;
using Backend.Platform.Persistence;
using Backend.Platform.Security;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Backend.Modules.Identity.Tokens;

/// <summary>
/// The tokens with streams open on this node. One that is revoked here closes them at once; what another node revokes is seen
/// within a second, by one statement for all of them. A node without such streams asks nothing.
/// </summary>
internal sealed partial class OpenTokens(IServiceScopeFactory scopes, DataVersion version, TimeProvider clock, ILogger<OpenTokens> logger)
    : BackgroundService, ITokenLifetimes
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<Listener, Guid> listeners = new();

    public ISessionLifetime? Of(ClaimsPrincipal user) => OwnToken.Of(user) is { } token ? new Lifetime(this, token.Id) : null;

    /// <summary>Closes what tokens have open here.</summary>
    public void End(IReadOnlyCollection<Guid> ids)
    {
        foreach (var (listener, id) in listeners)
        {
            if (ids.Contains(id))
                listener.End();
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        long? looked = null;
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(Interval, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (listeners.IsEmpty || stoppingToken.IsCancellationRequested)
                continue;
            try
            {
                var now = version.Read();
                if (now is null || now != looked || HasNew())
                    await LookAsync(stoppingToken);
                looked = now;
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                // A database that is away ends nobody's stream; it is asked again in a second.
                LogAway(logger, error);
            }
        }
    }

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        var ids = listeners.Values.Distinct().ToList();
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<BackendDbContext>();
        var alive = await db.PersonalTokens.IgnoreQueryFilters().Where(token => ids.Contains(token.Id) && token.RevokedAt == null)
            .Select(token => token.Id).ToListAsync(cancellationToken);
        End([.. ids.Except(alive)]);
    }

    // Asks each: an answer is given once.
    private bool HasNew()
    {
        var found = false;
        foreach (var listener in listeners.Keys)
            found |= listener.IsNew();
        return found;
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "Whether tokens are still good could not be read")]
    private static partial void LogAway(ILogger logger, Exception error);

    private sealed class Lifetime(OpenTokens tokens, Guid id) : ISessionLifetime
    {
        public IDisposable OnEnd(Action ended)
        {
            var listener = new Listener(tokens, ended);
            tokens.listeners.TryAdd(listener, id);
            return listener;
        }
    }

    private sealed class Listener(OpenTokens tokens, Action ended) : IDisposable
    {
        private int seen;

        /// <summary>Whether it is looked at for the first time: its token may have been revoked while it was being opened.</summary>
        public bool IsNew() => Interlocked.Exchange(ref seen, 1) == 0;

        public void End()
        {
            if (tokens.listeners.TryRemove(this, out _))
                ended();
        }

        public void Dispose() => tokens.listeners.TryRemove(this, out _);
    }
}
