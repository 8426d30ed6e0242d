using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Backend.IntegrationTests.Logging;

/// <summary>Keeps everything that is logged, with what the scopes around it say and every exception in full.</summary>
internal sealed class EverythingLogged : ILoggerProvider, ISupportExternalScope
{
    private IExternalScopeProvider scopes = new LoggerExternalScopeProvider();

    public ConcurrentQueue<LoggedLine> Lines { get; } = new();

    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => scopes = scopeProvider;

    public void Dispose()
    {
    }

    private sealed class Logger(EverythingLogged all, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => all.scopes.Push(state);

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var around = new Dictionary<string, string?>(StringComparer.Ordinal);
            all.scopes.ForEachScope(
                (value, known) =>
                {
                    foreach (var (key, item) in value as IEnumerable<KeyValuePair<string, object?>> ?? [])
                        known[key] = item?.ToString();
                },
                around);
            all.Lines.Enqueue(new LoggedLine(category, logLevel, formatter(state, exception), exception?.ToString(), around));
        }
    }
}

/// <summary>An event of the log.</summary>
internal sealed record LoggedLine(string Category, LogLevel Level, string Message, string? Exception, IReadOnlyDictionary<string, string?> Scope)
{
    /// <summary>All that it would show, wherever it is written to.</summary>
    public string Text => $"{Category} {Level} {Message} {Exception} {string.Join(' ', Scope.Select(pair => $"{pair.Key}={pair.Value}"))}";
}
