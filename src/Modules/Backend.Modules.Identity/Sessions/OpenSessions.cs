using System.Collections.Concurrent;
using Backend.GraphQL;
using Backend.Platform.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Backend.Modules.Identity.Sessions;

/// <summary>
/// The sessions with streams open on this node. What ends here closes them at once; what another node ends is seen within a
/// second, by one statement for all of them. A node without such streams asks nothing.
/// </summary>
internal sealed partial class OpenSessions(
    IServiceScopeFactory scopes, DataVersion version, IOptions<SessionOptions> options, TimeProvider clock, ILogger<OpenSessions> logger)
    : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<Listener, Guid> listeners = new();

    public ISessionLifetime Of(Guid id) => new Lifetime(this, id);

    /// <summary>Closes what sessions have open here.</summary>
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
                // A database that is away ends nobody's session; it is asked again in a second.
                LogAway(logger, error);
            }
        }
    }

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        var ids = listeners.Values.Distinct().ToList();
        var (now, unusedSince) = (clock.GetUtcNow(), clock.GetUtcNow() - options.Value.IdleTimeout);
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<BackendDbContext>();
        var alive = await db.Sessions
            .Where(session => ids.Contains(session.Id) && session.EndedAt == null && session.ExpiresAt > now && session.LastSeenAt > unusedSince)
            .Select(session => session.Id).ToListAsync(cancellationToken);
        End([.. ids.Except(alive)]);
    }

    private bool HasNew()
    {
        var found = false;
        foreach (var listener in listeners.Keys)
            found |= listener.IsNew();
        return found;
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "Whether sessions go on could not be read")]
    private static partial void LogAway(ILogger logger, Exception error);

    private sealed class Lifetime(OpenSessions sessions, Guid id) : ISessionLifetime
    {
        public IDisposable OnEnd(Action ended)
        {
            var listener = new Listener(sessions, ended);
            sessions.listeners.TryAdd(listener, id);
            return listener;
        }
    }

    private sealed class Listener(OpenSessions sessions, Action ended) : IDisposable
    {
        private int seen;

        /// <summary>Whether it is looked at for the first time: its session may have ended while it was being opened.</summary>
        public bool IsNew() => Interlocked.Exchange(ref seen, 1) == 0;

        public void End()
        {
            if (sessions.listeners.TryRemove(this, out _))
                ended();
        }

        public void Dispose() => sessions.listeners.TryRemove(this, out _);
    }
}
