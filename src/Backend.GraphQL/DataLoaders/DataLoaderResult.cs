using GraphQL.DataLoader;

namespace Backend.GraphQL;

/// <summary>
/// A value that comes with a dispatch of its DataLoader. It has no awaiter on purpose: awaited inside a resolver it would
/// break the batch. Return it, or chain it with <c>Then</c>.
/// </summary>
public abstract class DataLoaderResult : IDataLoaderResult
{
    private protected DataLoaderResult()
    {
    }

    /// <summary>Whether the value, or the error, is there.</summary>
    internal bool IsCompleted { get; private protected set; }

    /// <summary>Why there is no value.</summary>
    internal Exception? Error { get; private protected set; }

    /// <summary>The value, once it is there.</summary>
    internal abstract object? Value { get; }

    /// <summary>A value that is there already.</summary>
    /// <typeparam name="T">The value's type.</typeparam>
    /// <param name="value">The value.</param>
    /// <returns>The value as a result.</returns>
    public static DataLoaderResult<T> FromValue<T>(T value) => new KnownResult<T>(value);

    /// <summary>Makes the DataLoader fetch what is pending.</summary>
    internal abstract ValueTask DispatchAsync(CancellationToken cancellationToken);

    /// <summary>Takes what a dispatch has brought; where that begins another load, its dispatch belongs to the next wave.</summary>
    internal abstract void Advance();

    /// <summary>Waits for the value: for code outside of a plan's waves.</summary>
    /// <exception cref="DataLoaderException">The batch failed.</exception>
    internal async ValueTask<object?> GetAsync(CancellationToken cancellationToken)
    {
        while (!IsCompleted)
        {
            await DispatchAsync(cancellationToken);
            Advance();
        }

        return Error is null ? Value : throw Error;
    }

    async Task<object?> IDataLoaderResult.GetResultAsync(CancellationToken cancellationToken) => await GetAsync(cancellationToken);
}

/// <summary>A value that comes with a dispatch of its DataLoader.</summary>
/// <typeparam name="T">The value.</typeparam>
public abstract class DataLoaderResult<T> : DataLoaderResult
{
    private DataLoaderResult<T>? required;

    private protected DataLoaderResult()
    {
    }

    internal T Result { get; private set; } = default!;

    internal sealed override object? Value => Result;

    /// <summary>Transforms the value once it is there.</summary>
    /// <typeparam name="TResult">The transformed value.</typeparam>
    /// <param name="map">The transformation.</param>
    /// <returns>The transformed value to come.</returns>
    public DataLoaderResult<TResult> Then<TResult>(Func<T, TResult> map) => Started(new MappedResult<T, TResult>(this, map));

    /// <summary>Loads something else with the value once it is there.</summary>
    /// <typeparam name="TResult">The value of the second load.</typeparam>
    /// <param name="load">Starts the second load.</param>
    /// <returns>The second value to come.</returns>
    public DataLoaderResult<TResult> Then<TResult>(Func<T, DataLoaderResult<TResult>> load) => Started(new ChainedResult<T, TResult>(this, load));

    /// <summary>The same value where it must not be missing: one result for all who ask.</summary>
    internal DataLoaderResult<T> OrThrow<TKey>(TKey key) =>
        required ??= (DataLoaderResult<T>)Then(value => value ?? throw new KeyNotFoundException($"{typeof(T).Name} {key} is referenced but cannot be loaded."));

    private protected void Complete(T value)
    {
        Result = value;
        IsCompleted = true;
    }

    private protected void Fail(Exception error)
    {
        Error = error;
        IsCompleted = true;
    }

    // What is there already needs no wave.
    private DataLoaderResult<TResult> Started<TResult>(DataLoaderResult<TResult> next)
    {
        if (IsCompleted)
            next.Advance();
        return next;
    }
}
