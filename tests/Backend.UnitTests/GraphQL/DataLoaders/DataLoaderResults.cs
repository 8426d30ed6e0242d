using Backend.GraphQL;
using GraphQL.DataLoader;

namespace Backend.UnitTests.GraphQL.DataLoaders;

internal static class DataLoaderResults
{
    /// <summary>Dispatches what is pending, as the executor does, and gives the value.</summary>
    public static Task<object?> GetAsync<T>(this DataLoaderResult<T> result, CancellationToken cancellationToken) =>
        ((IDataLoaderResult)result).GetResultAsync(cancellationToken);
}
