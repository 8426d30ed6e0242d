namespace Backend.GraphQL;

/// <summary>A value that is there already.</summary>
internal sealed class KnownResult<T> : DataLoaderResult<T>
{
    public KnownResult(T value) => Complete(value);

    internal override ValueTask DispatchAsync(CancellationToken cancellationToken) => default;

    internal override void Advance()
    {
        // It came with its making.
    }
}

/// <summary>A value made of another.</summary>
internal sealed class MappedResult<TSource, T>(DataLoaderResult<TSource> source, Func<TSource, T> map) : DataLoaderResult<T>
{
    internal override ValueTask DispatchAsync(CancellationToken cancellationToken) => source.DispatchAsync(cancellationToken);

    internal override void Advance()
    {
        if (IsCompleted)
            return;
        source.Advance();
        if (!source.IsCompleted)
            return;
        if (source.Error is { } error)
        {
            Fail(error);
            return;
        }

        try
        {
            Complete(map(source.Result));
        }
        catch (Exception thrown)
        {
            Fail(thrown);
        }
    }
}

/// <summary>A value that is loaded with the help of another.</summary>
internal sealed class ChainedResult<TSource, T>(DataLoaderResult<TSource> source, Func<TSource, DataLoaderResult<T>> load) : DataLoaderResult<T>
{
    private DataLoaderResult<T>? next;

    internal override ValueTask DispatchAsync(CancellationToken cancellationToken) =>
        next is null ? source.DispatchAsync(cancellationToken) : next.DispatchAsync(cancellationToken);

    internal override void Advance()
    {
        if (IsCompleted || (next is null && !Begin()))
            return;
        next!.Advance();
        if (!next.IsCompleted)
            return;
        if (next.Error is { } error)
            Fail(error);
        else
            Complete(next.Result);
    }

    private bool Begin()
    {
        source.Advance();
        if (!source.IsCompleted)
            return false;
        if (source.Error is { } error)
        {
            Fail(error);
            return false;
        }

        try
        {
            next = load(source.Result);
            return true;
        }
        catch (Exception thrown)
        {
            Fail(thrown);
            return false;
        }
    }
}
