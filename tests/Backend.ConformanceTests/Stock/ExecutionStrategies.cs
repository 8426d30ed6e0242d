using Backend.GraphQL.Execution;
using GraphQL;
using GraphQL.Execution;
using GraphQLParser.AST;
using ExecutionContext = GraphQL.Execution.ExecutionContext;

namespace Backend.ConformanceTests.Stock;

/// <summary>
/// GraphQL.NET's executer with our strategies: one field at a time, so that no two share the scoped DbContext, with
/// DataLoaders dispatched in waves.
/// </summary>
internal sealed class StockDocumentExecuter : DocumentExecuter
{
    private static readonly SerialExecutionStrategy Queries = new();
    private static readonly MutationExecutionStrategy Mutations = new();
    private static readonly EventStreamStrategy Streams = new();

    protected override IExecutionStrategy SelectExecutionStrategy(ExecutionContext context) => context.Operation.Operation switch
    {
        OperationType.Mutation => Mutations,
        OperationType.Subscription when context.RootValue is null => Streams,
        _ => Queries,
    };
}

/// <summary>
/// Completes each mutation with all that its payload selects before the next one begins (October 2021 specification, 6.2.2);
/// the stock strategy would leave DataLoaders to the end.
/// </summary>
internal sealed class MutationExecutionStrategy : SerialExecutionStrategy
{
    public override async Task ExecuteNodeTreeAsync(ExecutionContext context, ExecutionNode rootNode)
    {
        if (rootNode is not RootExecutionNode { SubFields: { } fields })
        {
            await base.ExecuteNodeTreeAsync(context, rootNode);
            return;
        }

        foreach (var field in fields)
            await base.ExecuteNodeTreeAsync(context, field);
    }
}

/// <summary>Opens a subscription's stream instead of resolving its field.</summary>
internal sealed class EventStreamStrategy : ExecutionStrategy
{
    public override Task<ExecutionResult> ExecuteAsync(ExecutionContext context)
    {
        var root = BuildExecutionRootNode(context, GetOperationRootType(context));
        var field = root.SubFields![0];
        var resolver = (EventStreamResolver)field.FieldDefinition.StreamResolver!;
        var events = resolver.Open(new StockFieldContext(new ReadonlyResolveFieldContext(field, context)));
        return Task.FromResult<ExecutionResult>(new EventStreamResult(events));
    }

    public override Task ExecuteNodeTreeAsync(ExecutionContext context, ExecutionNode rootNode) =>
        throw new NotSupportedException("A stream is opened, not resolved.");
}

/// <summary>The stream of events of a subscription.</summary>
internal sealed class EventStreamResult(IAsyncEnumerable<object?> events) : ExecutionResult
{
    public IAsyncEnumerable<object?> Events { get; } = events;
}
