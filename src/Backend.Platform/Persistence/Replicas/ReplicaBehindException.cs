using Backend.GraphQL;

namespace Backend.Platform.Persistence.Replicas;

/// <summary>The replica has not come to what is asked for; the query is run again on the database itself.</summary>
internal sealed class ReplicaBehindException() : Exception("What is asked for is not here yet; try again."), ICodedException
{
    public string Code => ErrorCodes.Unavailable;

    public IReadOnlyDictionary<string, object?> Extensions => new Dictionary<string, object?>(StringComparer.Ordinal);
}
