using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Backend.GraphQL.Generated;

/// <summary>Gives what a resolver returned the form that the executor takes. Called by generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ResolverResults
{
    /// <summary>The value, where it is there already; else a task of it.</summary>
    /// <typeparam name="T">The value's type.</typeparam>
    public static object? Value<T>(Task<T> task) => task.IsCompletedSuccessfully ? task.GetAwaiter().GetResult() : AwaitAsync(task);

    /// <inheritdoc cref="Value{T}(Task{T})"/>
    public static object? Value<T>(ValueTask<T> task) => task.IsCompletedSuccessfully ? task.GetAwaiter().GetResult() : AwaitAsync(task.AsTask());

    /// <summary>Null, where the task is done; else a task of null.</summary>
    public static object? Done(Task task) => task.IsCompletedSuccessfully ? null : AwaitAsync(task);

    /// <inheritdoc cref="Done(Task)"/>
    public static object? Done(ValueTask task) => Done(task.AsTask());

    /// <summary>The events of a stream as objects.</summary>
    /// <typeparam name="T">An event.</typeparam>
    public static IAsyncEnumerable<object?> Stream<T>(IAsyncEnumerable<T> events) => events as IAsyncEnumerable<object?> ?? BoxAsync(events);

    private static async Task<object?> AwaitAsync<T>(Task<T> task) => await task;

    private static async Task<object?> AwaitAsync(Task task)
    {
        await task;
        return null;
    }

    private static async IAsyncEnumerable<object?> BoxAsync<T>(
        IAsyncEnumerable<T> events, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var item in events.WithCancellation(cancellationToken))
            yield return item;
    }
}
