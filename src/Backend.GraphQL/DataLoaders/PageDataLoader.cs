namespace Backend.GraphQL;

/// <summary>
/// One page per key: the nested connections of all parents in a wave with one statement. Two selections with other page
/// arguments are two batches.
/// </summary>
/// <typeparam name="TKey">The parent's key.</typeparam>
/// <typeparam name="TValue">A node.</typeparam>
public abstract class PageDataLoader<TKey, TValue> : IDataLoaderCache where TKey : notnull
{
    private readonly Dictionary<PageArguments, PageBatch> batches = [];

    /// <summary>The most keys fetched with one call.</summary>
    protected virtual int MaxBatchSize => 500;

    /// <summary>Asks for the pages with these arguments.</summary>
    /// <param name="page">The page arguments of the field.</param>
    /// <returns>A loader of one page per key.</returns>
    public IDataLoader<TKey, Connection<TValue>> With(PageArguments page)
    {
        if (!batches.TryGetValue(page, out var batch))
            batches.Add(page, batch = new PageBatch(this, page));
        return batch;
    }

    /// <summary>Asks for the page of a key.</summary>
    /// <param name="key">The parent's key.</param>
    /// <param name="page">The page arguments of the field.</param>
    /// <returns>The page; an empty one where there is nothing.</returns>
    public DataLoaderResult<Connection<TValue>> Load(TKey key, PageArguments page) => With(page).LoadRequired(key);

    /// <summary>Forgets every page.</summary>
    public void Clear() => batches.Clear();

    /// <summary>Fetches a page for each of the keys.</summary>
    protected abstract Task<IReadOnlyDictionary<TKey, Connection<TValue>>> LoadPagesAsync(
        IReadOnlyList<TKey> keys, PageArguments page, CancellationToken cancellationToken);

    private sealed class PageBatch(PageDataLoader<TKey, TValue> owner, PageArguments page)
        : BatchDataLoader<TKey, Connection<TValue>>
    {
        protected override int MaxBatchSize => owner.MaxBatchSize;

        protected override Connection<TValue> Missing => Connection<TValue>.Empty;

        protected override Task<IReadOnlyDictionary<TKey, Connection<TValue>>> LoadBatchAsync(
            IReadOnlyList<TKey> keys, CancellationToken cancellationToken)
            => owner.LoadPagesAsync(keys, page, cancellationToken);
    }
}
