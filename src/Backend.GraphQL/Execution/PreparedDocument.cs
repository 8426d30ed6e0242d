using Backend.GraphQL.Introspection;
using Backend.GraphQL.Limits;
using GraphQL;
using GraphQL.Execution;
using GraphQL.Types;
using GraphQLParser.AST;

namespace Backend.GraphQL.Execution;

/// <summary>A parsed document with what is known of it: whether it is valid, and its operations.</summary>
internal sealed class PreparedDocument
{
    private readonly ISchema schema;
    private readonly OperationGuard guard;
    private readonly PreparedOperation[] operations;
    private ExecutionErrors? problems;

    public PreparedDocument(ISchema schema, GraphQLDocument document, OperationGuard guard)
    {
        this.schema = schema;
        this.guard = guard;
        Document = document;
        AsksForSchema = SchemaQuestions.AreIn(document);
        operations = [.. document.Definitions.OfType<GraphQLOperationDefinition>().Select(operation => new PreparedOperation(schema, document, operation))];
    }

    public GraphQLDocument Document { get; }

    /// <summary>Whether any of it is about the schema instead of the data.</summary>
    public bool AsksForSchema { get; }

    /// <summary>What stands against executing the document, found once; empty where it is valid.</summary>
    public ExecutionErrors Problems => problems ??= DocumentRules.Check(schema, Document, guard.ReportedErrors);

    /// <summary>The operation to execute (October 2021 specification, 6.1).</summary>
    /// <exception cref="ExecutionError">There is none, or the name does not tell which.</exception>
    public PreparedOperation Operation(string? name) => (string.IsNullOrEmpty(name), operations) switch
    {
        (true, [var only]) => only,
        (true, []) => throw new NoOperationError(),
        (true, _) => throw new NoOperationNameError(),
        _ => Array.Find(operations, operation => operation.Definition.Name == name) ?? throw new InvalidOperationNameError(name!),
    };
}
