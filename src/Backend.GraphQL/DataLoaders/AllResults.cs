namespace Backend.GraphQL;

/// <summary>Many values, once all are there. One that failed fails them all.</summary>
internal sealed class AllResults(IReadOnlyList<DataLoaderResult> results) : DataLoaderResult<object?[]>
{
    internal override async ValueTask DispatchAsync(CancellationToken cancellationToken)
    {
        foreach (var result in results)
        {
            if (!result.IsCompleted)
                await result.DispatchAsync(cancellationToken);
        }
    }

    internal override void Advance()
    {
        if (IsCompleted)
            return;
        foreach (var result in results)
            result.Advance();
        if (results.Any(result => !result.IsCompleted))
            return;
        if (results.FirstOrDefault(result => result.Error is not null) is { Error: { } error })
            Fail(error);
        else
            Complete([.. results.Select(result => result.Value)]);
    }
}
