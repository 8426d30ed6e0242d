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
}
