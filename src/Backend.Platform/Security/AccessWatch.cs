using System.Collections.Concurrent;
using Backend.GraphQL;
using Backend.Platform.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Backend.Platform.Security;

/// <summary>
/// Watches the access versions of the workspaces that streams are open for on this node, by one statement for all of them. A
/// node without such streams asks nothing.
/// </summary>
internal sealed partial class AccessWatch(IServiceScopeFactory scopes, DataVersion version, TimeProvider clock, ILogger<AccessWatch> logger)
    : BackgroundService, IAccessWatch
{
    // Who has lost access is out within a second.
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);

    private readonly ConcurrentDictionary<Listener, Guid> listeners = new();

    public IDisposable OnChange(IServiceProvider scope, Action changed)
    {
        var listener = new Listener(this, changed);
        if (scope.GetRequiredService<Viewer>().WorkspaceId is { } workspaceId)
            listeners.TryAdd(listener, workspaceId);
        return listener;
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
                if (now is null || now != looked || listeners.Keys.Any(listener => listener.IsNew))
                    await LookAsync(stoppingToken);
                looked = now;
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                // A database that is away changes nobody's rights; it is asked again.
                LogAway(logger, error);
            }
        }
    }

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        var watched = listeners.ToArray();
        var workspaces = watched.Select(pair => pair.Value).Distinct().ToList();
        await using var scope = scopes.CreateAsyncScope();
        var versions = await AccessVersion.In(scope.ServiceProvider.GetRequiredService<BackendDbContext>())
            .Where(known => workspaces.Contains(known.WorkspaceId))
            .ToDictionaryAsync(known => known.WorkspaceId, known => known.Value, cancellationToken);
        foreach (var (listener, workspaceId) in watched)
            listener.See(versions.GetValueOrDefault(workspaceId));
    }

    [LoggerMessage(4921, LogLevel.Debug, "Whether rights have changed could not be read")]
    private static partial void LogAway(ILogger logger, Exception error);

    private sealed class Listener(AccessWatch watch, Action changed) : IDisposable
    {
        private long? seen;

        /// <summary>Whether it is looked at for the first time: the rights may have changed while its stream was being opened.</summary>
        public bool IsNew => seen is null;

        public void See(long version)
        {
            if (seen == version)
                return;
            seen = version;
            changed();
        }

        public void Dispose() => watch.listeners.TryRemove(this, out _);
    }
}
