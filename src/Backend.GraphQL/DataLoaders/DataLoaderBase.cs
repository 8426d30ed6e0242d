using System.Runtime.InteropServices;
using Backend.GraphQL.Execution;

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
    private readonly Dictionary<TKey, Cell> cells = [];
    private List<Cell> pending = [];

    /// <summary>The most keys fetched with one call.</summary>
    protected virtual int MaxBatchSize => 500;

    /// <inheritdoc />
    public DataLoaderResult<TValue?> Load(TKey key)
    {
        ref var cell = ref CollectionsMarshal.GetValueRefOrAddDefault(cells, key, out _);
        if (cell is null)
        {
            cell = new Cell(this, key);
            pending.Add(cell);
        }

        return cell;
    }

    /// <summary>Forgets every value, as a mutation does once it has changed what they were read from.</summary>
    public void Clear()
    {
        cells.Clear();
        pending.Clear();
    }

    /// <summary>Fetches the values of the keys; a key without an entry has no value.</summary>
    protected abstract Task<IReadOnlyDictionary<TKey, TValue>> LoadBatchAsync(
        IReadOnlyList<TKey> keys, CancellationToken cancellationToken);

    /// <summary>The value of a key for which the batch brought none.</summary>
    protected virtual TValue? Missing => default;

    private async ValueTask DispatchAsync(Cell asked, CancellationToken cancellationToken)
    {
        // After Clear a result may still be asked for: it is then loaded anew.
        if (!pending.Contains(asked))
            pending.Add(asked);
        var batch = pending;
        pending = [];
        for (var start = 0; start < batch.Count; start += MaxBatchSize)
        {
            var part = batch.GetRange(start, Math.Min(MaxBatchSize, batch.Count - start));
            try
            {
                cancellationToken.ThrowIfCancellationRequested();
                using var span = EngineTelemetry.Batch(GetType(), part.Count);
                var values = await LoadBatchAsync([.. part.Select(cell => cell.Key)], cancellationToken);
                foreach (var cell in part)
                    cell.Set(values.TryGetValue(cell.Key, out var value) ? value : Missing);
            }
            catch when (cancellationToken.IsCancellationRequested)
            {
                // Nobody waits any more; who asks again begins anew.
                foreach (var cell in batch.Skip(start))
                    cells.Remove(cell.Key);
                throw;
            }
            catch (Exception error)
            {
                // Every field that waits for this batch reports it; siblings of other batches go on.
                var failure = new DataLoaderException(error);
                foreach (var cell in part)
                    cell.SetError(failure);
            }
        }
    }

    /// <summary>The value of one key: one for all who ask for it.</summary>
    private sealed class Cell(DataLoaderBase<TKey, TValue> loader, TKey key) : DataLoaderResult<TValue?>
    {
        public TKey Key => key;

        public void Set(TValue? value) => Complete(value);

        public void SetError(Exception error) => Fail(error);

        internal override ValueTask DispatchAsync(CancellationToken cancellationToken) =>
            IsCompleted ? default : loader.DispatchAsync(this, cancellationToken);

        internal override void Advance()
        {
            // The dispatch has set it.
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
