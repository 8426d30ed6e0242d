using System.Text;
using Backend.GraphQL;
using GraphQL;

namespace Backend.ConformanceTests.Stock;

/// <summary>A result of GraphQL.NET's executer.</summary>
internal sealed class StockOperationResult(ExecutionResult result, IGraphQLTextSerializer serializer) : IOperationResult
{
    public bool Executed => result.Executed;

    public IReadOnlyList<string> ErrorCodes { get; } = [.. (result.Errors ?? []).Select(ErrorTranslator.Code)];

    public ReadOnlyMemory<byte> Response => Encoding.UTF8.GetBytes(serializer.Serialize(result));

    public ReadOnlyMemory<byte> Errors => Encoding.UTF8.GetBytes(serializer.Serialize(result.Errors));

    public void Dispose()
    {
        // Its memory is not pooled.
    }
}
