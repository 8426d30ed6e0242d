using GraphQL;

namespace Backend.GraphQL;

/// <summary>A GraphQL request as a transport read it.</summary>
/// <param name="Query">The document.</param>
/// <param name="OperationName">Which of its operations; null where it has one.</param>
/// <param name="Variables">The variables as they were sent.</param>
/// <param name="Allowed">Which kinds of operations may run.</param>
public sealed record OperationRequest(string Query, string? OperationName, Inputs Variables, OperationKinds Allowed = OperationKinds.All);
