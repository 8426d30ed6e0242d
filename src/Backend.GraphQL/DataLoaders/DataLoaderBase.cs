namespace Backend.GraphQL;

/// <summary>
/// Collects keys, without repeats, until one of their results is asked for; then fetches them all, in batches of at most
/// <see cref="MaxBatchSize"/> and one after the other, because a scoped DbContext takes one statement at a time. Values are
/// kept for the life of the request's scope, or until <see cref="Clear"/>.
/// </summary>
/// <typeparam name="TKey">The key.</typeparam>
/// <typeparam name="TValue">The value of one key.</typeparam>
public abstract class DataLoaderBase<TKey, TValue> : IDataLoader<TKey, TValue>, IDataLoaderCache where TKey : notnull
{
    private readonly Dictionary<TKey, TValue?> loaded = [];
    private readonly Dictionary<TKey, Exception> failed = [];
    private readonly List<TKey> pending = [];
    private readonly HashSet<TKey> known = [];

    /// <summary>The most keys fetched with one call.</summary>
    protected virtual int MaxBatchSize => 500;

    /// <inheritdoc />
    public DataLoaderResult<TValue?> Load(TKey key)
    {
        if (known.Add(key))
            pending.Add(key);
        return new DataLoaderResult<TValue?>(cancellationToken => GetAsync(key, cancellationToken));
    }

    /// <summary>Forgets every value, as a mutation does once it has changed what they were read from.</summary>
    public void Clear()
    {
        loaded.Clear();
        failed.Clear();
        pending.Clear();
        known.Clear();
    }

    /// <summary>Fetches the values of the keys; a key without an entry has no value.</summary>
    protected abstract Task<IReadOnlyDictionary<TKey, TValue>> LoadBatchAsync(
        IReadOnlyList<TKey> keys, CancellationToken cancellationToken);

    /// <summary>The value of a key for which the batch brought none.</summary>
    protected virtual TValue? Missing => default;

    private async ValueTask<object?> GetAsync(TKey key, CancellationToken cancellationToken)
    {
        // After Clear a result may still be asked for: it is then loaded anew.
        if (known.Add(key))
            pending.Add(key);
        while (!loaded.ContainsKey(key) && !failed.ContainsKey(key))
            await DispatchAsync(cancellationToken);
        return failed.TryGetValue(key, out var error)
            ? throw new DataLoaderException(error)
            : loaded[key];
    }

    private async Task DispatchAsync(CancellationToken cancellationToken)
    {
        var keys = pending.ToArray();
        pending.Clear();
        foreach (var batch in keys.Chunk(MaxBatchSize))
        {
            try
            {
                cancellationToken.ThrowIfCancellationRequested();
                var values = await LoadBatchAsync(batch, cancellationToken);
                foreach (var key in batch)
                    loaded[key] = values.TryGetValue(key, out var value) ? value : Missing;
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                // Nobody waits any more; who asks again begins anew.
                known.ExceptWith(keys.Where(key => !loaded.ContainsKey(key) && !failed.ContainsKey(key)));
                throw;
            }
            catch (Exception error)
            {
                // Every field that waits for this batch reports it; siblings of other batches go on.
                foreach (var key in batch)
                    failed[key] = error;
            }
        }
    }
}

/// <summary>Forgets what a request's DataLoaders hold.</summary>
public interface IDataLoaderCache
{
    /// <summary>Forgets every value.</summary>
    void Clear();
}

/// <summary>The batch that a field waited for failed.</summary>
/// <param name="inner">Why.</param>
public sealed class DataLoaderException(Exception inner) : Exception(inner.Message, inner);
