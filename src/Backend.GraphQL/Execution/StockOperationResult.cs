using GraphQL;

namespace Backend.GraphQL.Execution;

/// <summary>A result of GraphQL.NET's executer.</summary>
internal sealed class StockOperationResult(ExecutionResult result, IGraphQLSerializer serializer) : IOperationResult
{
    public bool Executed => result.Executed;

    public IReadOnlyList<string> ErrorCodes { get; } = [.. (result.Errors ?? []).Select(ErrorTranslator.Code)];

    public Task WriteAsync(Stream stream, CancellationToken cancellationToken) =>
        serializer.WriteAsync(stream, result, cancellationToken);

    public Task WriteErrorsAsync(Stream stream, CancellationToken cancellationToken) =>
        serializer.WriteAsync(stream, result.Errors, cancellationToken);
}
