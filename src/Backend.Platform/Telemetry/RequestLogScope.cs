using System.Collections;
using System.Diagnostics;
using System.Globalization;

namespace Backend.Platform.Telemetry;

/// <summary>
/// What every event that is logged for a request says of it: its id, its trace and, once that is known, its user. It holds
/// nothing that a caller wrote, so that no header can forge a line.
/// </summary>
public sealed class RequestLogScope : IReadOnlyList<KeyValuePair<string, object?>>
{
    private static readonly AsyncLocal<RequestLogScope?> Ambient = new();

    private readonly string requestId;
    private readonly string? traceId = Activity.Current?.TraceId.ToString();

    /// <summary>Describes a request, from here on.</summary>
    /// <param name="identifier">The id that the server gave it; used where it has no trace.</param>
    public RequestLogScope(string identifier) => (requestId, Ambient.Value) = (traceId ?? identifier, this);

    /// <summary>The request that is worked on; null outside of one.</summary>
    public static RequestLogScope? Current => Ambient.Value;

    /// <summary>The user, once that is known.</summary>
    public Guid? UserId { get; set; }

    /// <inheritdoc />
    public int Count => 3;

    /// <inheritdoc />
    public KeyValuePair<string, object?> this[int index] => index switch
    {
        0 => new("RequestId", requestId),
        1 => new("TraceId", traceId),
        2 => new("UserId", UserId),
        _ => throw new ArgumentOutOfRangeException(nameof(index)),
    };

    /// <inheritdoc />
    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator()
    {
        for (var index = 0; index < Count; index++)
            yield return this[index];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <inheritdoc />
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"RequestId:{requestId} UserId:{UserId}");
}
