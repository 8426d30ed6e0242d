using System.Diagnostics.Metrics;

namespace Backend.IntegrationTests.Live;

/// <summary>Counts the events that were executed for shared streams of an operation: servers of other tests measure, too.</summary>
internal sealed class StreamExecutions : IDisposable
{
    private readonly MeterListener listener = new();
    private int count;

    public StreamExecutions(string operation)
    {
        listener.InstrumentPublished = (instrument, meters) =>
        {
            if (instrument.Name == "graphql.server.subscription.lag")
                meters.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<double>((_, _, tags, _) =>
        {
            foreach (var tag in tags)
            {
                if (tag.Value is string name && name == operation)
                    Interlocked.Increment(ref count);
            }
        });
        listener.Start();
    }

    public int Count => Volatile.Read(ref count);

    public void Dispose() => listener.Dispose();
}
