using System.Diagnostics;
using System.Text.Json;
using Backend.GraphQL;
using Backend.Platform.Telemetry;

namespace Backend.IntegrationTests.Telemetry;

/// <summary>Records one trace and writes its spans to a file, a line of JSON each, as an exporter would.</summary>
internal sealed class TraceFile : IDisposable
{
    private readonly Lock gate = new();
    private readonly StreamWriter writer;
    private readonly ActivityListener listener;

    public TraceFile()
    {
        FilePath = Path.GetTempFileName();
        writer = new StreamWriter(FilePath) { AutoFlush = true };
        listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is GraphQLTelemetry.Name or PlatformTelemetry.Name or "Microsoft.AspNetCore",
            Sample = (ref ActivityCreationOptions<ActivityContext> options) =>
                options.TraceId == TraceId ? ActivitySamplingResult.AllDataAndRecorded : ActivitySamplingResult.None,
            ActivityStopped = Write,
        };
        ActivitySource.AddActivityListener(listener);
    }

    /// <summary>The trace.</summary>
    public ActivityTraceId TraceId { get; } = ActivityTraceId.CreateRandom();

    /// <summary>The header of a request that begins it.</summary>
    public string TraceParent => $"00-{TraceId}-{ActivitySpanId.CreateRandom()}-01";

    public string FilePath { get; }

    /// <summary>The spans so far.</summary>
    public IReadOnlyList<JsonElement> Read()
    {
        lock (gate)
        {
            using var reader = new StreamReader(new FileStream(FilePath, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
            return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonSerializer.Deserialize<JsonElement>(line))];
        }
    }

    public void Dispose()
    {
        listener.Dispose();
        writer.Dispose();
        File.Delete(FilePath);
    }

    private void Write(Activity span)
    {
        if (span.TraceId != TraceId)
            return;
        var line = JsonSerializer.Serialize(new
        {
            trace = span.TraceId.ToString(),
            id = span.SpanId.ToString(),
            parent = span.ParentSpanId.ToString(),
            name = span.DisplayName,
            source = span.Source.Name,
            tags = span.TagObjects.ToDictionary(tag => tag.Key, tag => tag.Value?.ToString(), StringComparer.Ordinal),
        });
        lock (gate)
            writer.WriteLine(line);
    }
}
