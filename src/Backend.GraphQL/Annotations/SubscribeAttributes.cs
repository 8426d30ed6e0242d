namespace Backend.GraphQL;

/// <summary>
/// A subscription field. The method resolves one event (its <see cref="EventMessageAttribute"/> parameter); the stream of
/// events comes from the static method named by <see cref="With"/>, which takes the field's arguments and returns
/// <see cref="IAsyncEnumerable{T}"/>. The stream is pulled: the next event is asked for when the last was sent.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SubscribeAttribute : Attribute
{
    /// <summary>The static method of the same class that opens the stream.</summary>
    public required string With { get; init; }

    /// <summary>
    /// The argument that says after which place of the log the stream starts. Listeners that differ in nothing else share one
    /// execution and its bytes. The events are <see cref="IPlacedEvent"/>s, in the order of the log, and whoever reads the log
    /// keeps to the scope's <see cref="StreamBounds"/>.
    /// </summary>
    public string? ResumesAt { get; init; }
}
