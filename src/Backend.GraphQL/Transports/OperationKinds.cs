using GraphQLParser.AST;

namespace Backend.GraphQL;

/// <summary>Kinds of operations.</summary>
[Flags]
public enum OperationKinds
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>Queries.</summary>
    Query = 1,

    /// <summary>Mutations.</summary>
    Mutation = 2,

    /// <summary>Subscriptions.</summary>
    Subscription = 4,

    /// <summary>All kinds.</summary>
    All = Query | Mutation | Subscription,
}

/// <summary>Refuses operations of a kind that the way of a request does not carry.</summary>
internal static class OperationKindRule
{
    /// <exception cref="CodedExecutionError">The request may not run such an operation.</exception>
    public static void Demand(this OperationRequest request, OperationType type)
    {
        var kind = type switch
        {
            OperationType.Query => OperationKinds.Query,
            OperationType.Mutation => OperationKinds.Mutation,
            _ => OperationKinds.Subscription,
        };
        if (request.Allowed.HasFlag(kind))
            return;
        throw kind == OperationKinds.Mutation
            ? new CodedExecutionError(TransportErrors.MethodNotAllowed, "Over GET no mutations run; send them by POST.")
            : new CodedExecutionError(
                TransportErrors.NotAcceptable,
                "A subscription is answered with text/event-stream, which the request must accept, or over WebSocket (graphql-transport-ws). It cannot be part of a batch.");
    }
}
