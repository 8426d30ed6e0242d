using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Backend.IntegrationTests.Jobs;

/// <summary>Keeps what is logged, with what the scopes around it say.</summary>
internal sealed class ScopeLog : ILoggerProvider, ILogger, ISupportExternalScope
{
    private IExternalScopeProvider scopes = new LoggerExternalScopeProvider();

    public ConcurrentQueue<(string Message, Dictionary<string, object?> Scope)> Entries { get; } = new();

    public ILogger CreateLogger(string categoryName) => this;

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => scopes = scopeProvider;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        var scope = new Dictionary<string, object?>(StringComparer.Ordinal);
        scopes.ForEachScope(
            (value, known) =>
            {
                foreach (var (key, item) in value as IEnumerable<KeyValuePair<string, object?>> ?? [])
                    known[key] = item;
            },
            scope);
        Entries.Enqueue((formatter(state, exception), scope));
    }

    public void Dispose()
    {
    }
}
