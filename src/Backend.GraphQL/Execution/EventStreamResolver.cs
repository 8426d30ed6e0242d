using System.Reflection;
using GraphQL;
using GraphQL.Resolvers;

namespace Backend.GraphQL.Execution;

/// <summary>
/// Opens a subscription's stream of events. It is pulled by whoever opened it; GraphQL.NET's own subscriptions push, without
/// back-pressure, so its entrance is closed.
/// </summary>
internal sealed class EventStreamResolver(ResolverMethod method, Type eventType) : ISourceStreamResolver
{
    private static readonly MethodInfo BoxMethod = typeof(EventStreamResolver).GetMethod(nameof(Box), BindingFlags.NonPublic | BindingFlags.Static)!;

    private readonly Func<object, IAsyncEnumerable<object?>> box =
        BoxMethod.MakeGenericMethod(eventType).CreateDelegate<Func<object, IAsyncEnumerable<object?>>>();

    public IAsyncEnumerable<object?> Open(FieldContext context) => box(method.Bind(context)(null)!);

    public ValueTask<IObservable<object?>> ResolveAsync(IResolveFieldContext context) =>
        throw new NotSupportedException("Subscriptions are opened by the request executor.");

    private static async IAsyncEnumerable<object?> Box<T>(object events)
    {
        await foreach (var item in (IAsyncEnumerable<T>)events)
            yield return item;
    }
}
