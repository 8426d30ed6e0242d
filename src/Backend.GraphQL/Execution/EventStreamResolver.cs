using GraphQL;
using GraphQL.Resolvers;

namespace Backend.GraphQL.Execution;

/// <summary>
/// Opens a subscription's stream of events. It is pulled by whoever opened it; GraphQL.NET's own subscriptions push, without
/// back-pressure, so its entrance is closed.
/// </summary>
internal sealed class EventStreamResolver(ResolverMethod method, string? resumesAt) : ISourceStreamResolver
{
    /// <summary>The argument that says after which place the stream starts; null where listeners share nothing.</summary>
    public string? ResumesAt => resumesAt;

    /// <summary>Whether which events there are depends on what the caller may do, and never on who that is.</summary>
    public bool DependsOnRightsOnly => method.DependsOnRightsOnly;

    public IAsyncEnumerable<object?> Open(FieldContext context) => (IAsyncEnumerable<object?>)method.Bind(context)(null)!;

    public ValueTask<IObservable<object?>> ResolveAsync(IResolveFieldContext context) =>
        throw new NotSupportedException("Subscriptions are opened by the request executor.");
}
