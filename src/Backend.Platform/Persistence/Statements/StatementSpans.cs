using System.Data.Common;
using System.Diagnostics;
using Backend.Platform.Telemetry;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Backend.Platform.Persistence.Statements;

/// <summary>
/// Gives every statement of something that is traced a span, named as OpenTelemetry's conventions for databases have it
/// (<see href="https://opentelemetry.io/docs/specs/semconv/database/database-spans/"/>): with its text, never with the values of
/// its parameters. What the server asks the database by itself has none.
/// </summary>
internal sealed class StatementSpans(string system) : StatementInterceptor
{
    private const int LongestText = 4_000;

    protected override void Executed(DbCommand command, DbContextEventData happened, DateTimeOffset started, TimeSpan duration, Exception? failure)
    {
        if (Activity.Current is not { Recorded: true } parent)
            return;
        var text = command.CommandText;
        var operation = Operation(text);
        using var span = PlatformTelemetry.Source.StartActivity(operation, ActivityKind.Client, parent.Context, startTime: started);
        if (span is null)
            return;
        span.SetTag("db.system.name", system);
        span.SetTag("db.operation.name", operation);
        span.SetTag("db.query.text", text.Length > LongestText ? text[..LongestText] : text);
        if (failure is not null)
            span.SetStatus(ActivityStatusCode.Error).SetTag("error.type", failure.GetType().Name);
        span.SetEndTime((started + duration).UtcDateTime);
    }

    private static string Operation(string text)
    {
        var start = text.AsSpan().TrimStart();
        var end = start.IndexOfAny(' ', '\n', '\r');
        return (end < 0 ? start : start[..end]).ToString().ToUpperInvariant();
    }
}
