using Backend.Platform.Persistence;
using Backend.Platform.Persistence.Statements;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace Backend.UnitTests.Platform.Persistence;

/// <summary>How much of slow statements reaches the log.</summary>
public sealed class SlowStatementLogTests : ILogger<SlowStatementLog>
{
    private readonly List<string> lines = [];
    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2026, 1, 5, 9, 0, 0, TimeSpan.Zero));

    [Theory]
    [InlineData(500, 499, false)]
    [InlineData(500, 500, true)]
    [InlineData(0, 500_000, false)]
    public void Slow_is_what_takes_as_long_as_is_configured(int configured, int milliseconds, bool isSlow) =>
        Assert.Equal(isSlow, Log(configured).IsSlow(TimeSpan.FromMilliseconds(milliseconds)));

    [Fact]
    public void Only_so_many_are_logged_in_a_minute_and_the_next_one_tells_of_the_rest()
    {
        var log = Log(500);
        for (var index = 0; index < SlowStatementLog.MostPerMinute + 5; index++)
            Write(log, "SELECT 1");
        Assert.Equal(SlowStatementLog.MostPerMinute, lines.Count);
        lines.Clear();
        clock.Advance(TimeSpan.FromMinutes(1));
        Write(log, "SELECT 2");
        Write(log, "SELECT 3");
        Assert.Equal(
            ["5 slow statements before this one were not logged", "Slow statement: 700 ms, operation -, request r: SELECT 2", "Slow statement: 700 ms, operation -, request r: SELECT 3"],
            lines);
    }

    [Fact]
    public void Long_statement_is_cut()
    {
        Write(Log(500), new string('x', 10_000));
        Assert.InRange(lines[0].Length, 4_000, 4_100);
    }

    IDisposable? ILogger.BeginScope<TState>(TState state) => null;

    bool ILogger.IsEnabled(LogLevel logLevel) => true;

    void ILogger.Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        lines.Add(formatter(state, exception));

    private static void Write(SlowStatementLog log, string statement) => log.Write(TimeSpan.FromMilliseconds(700), statement, operation: null, "r");

    private SlowStatementLog Log(int milliseconds) => new(Options.Create(new DatabaseOptions { SlowStatementMilliseconds = milliseconds }), clock, this);
}
