using GraphQL.DataLoader;

namespace Backend.GraphQL;

/// <summary>A value that comes with the next dispatch of its DataLoader.</summary>
/// <typeparam name="T">The value.</typeparam>
public sealed class DataLoaderResult<T> : IDataLoaderResult
{
    private readonly Func<CancellationToken, ValueTask<object?>> load;

    internal DataLoaderResult(Func<CancellationToken, ValueTask<object?>> load) => this.load = load;

    /// <summary>Transforms the value once it is there.</summary>
    /// <typeparam name="TResult">The transformed value.</typeparam>
    /// <param name="map">The transformation.</param>
    /// <returns>The transformed value to come.</returns>
    public DataLoaderResult<TResult> Then<TResult>(Func<T, TResult> map) =>
        new(async cancellationToken => await GetAsync(cancellationToken) is var value && value is IDataLoaderResult pending
            ? Continue(pending, map)
            : map((T)value!));

    /// <summary>Loads something else with the value once it is there.</summary>
    /// <typeparam name="TResult">The value of the second load.</typeparam>
    /// <param name="load">Starts the second load.</param>
    /// <returns>The second value to come.</returns>
    public DataLoaderResult<TResult> Then<TResult>(Func<T, DataLoaderResult<TResult>> load) =>
        Then<object>(load).As<TResult>();

    /// <summary>
    /// Dispatches what is pending and gives the value, or another <see cref="IDataLoaderResult"/> of the next wave. Called
    /// by the executor, and by code outside a GraphQL operation.
    /// </summary>
    internal ValueTask<object?> GetAsync(CancellationToken cancellationToken) => load(cancellationToken);

    async Task<object?> IDataLoaderResult.GetResultAsync(CancellationToken cancellationToken) => await load(cancellationToken);

    private DataLoaderResult<TOther> As<TOther>() => new(load);

    private static DataLoaderResult<TResult> Continue<TResult>(IDataLoaderResult pending, Func<T, TResult> map) =>
        new DataLoaderResult<T>(async cancellationToken => await pending.GetResultAsync(cancellationToken)).Then(map);
}

/// <summary>Makes results that need no dispatch.</summary>
public static class DataLoaderResult
{
    /// <summary>A value that is there already.</summary>
    /// <typeparam name="T">The value's type.</typeparam>
    /// <param name="value">The value.</param>
    /// <returns>The value as a result.</returns>
    public static DataLoaderResult<T> FromValue<T>(T value) => new(_ => new ValueTask<object?>(value));
}
