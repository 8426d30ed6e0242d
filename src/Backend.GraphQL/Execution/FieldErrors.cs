using GraphQL;
using GraphQLParser;
using GraphQLParser.AST;

namespace Backend.GraphQL.Execution;

/// <summary>The errors of the fields of one execution.</summary>
internal sealed class FieldErrors(ErrorTranslator translator, GraphQLDocument document)
{
    // Made with the first error: most executions have none.
    private Dictionary<Exception, CodedExecutionError>? translated;
    private ExecutionErrors? errors;

    public int Count => errors?.Count ?? 0;

    /// <summary>The fields that were refused for want of a permission.</summary>
    public List<string> Denied { get; } = [];

    public ExecutionErrors All => errors ??= [];

    /// <summary>Adds the error of a field. A cause that many fields share, as a batch that failed, is logged once.</summary>
    public void Add(Exception cause, PlanField field, IReadOnlyList<object> path)
    {
        translated ??= new Dictionary<Exception, CodedExecutionError>(ReferenceEqualityComparer.Instance);
        if (!translated.TryGetValue(cause, out var known))
            translated.Add(cause, known = translator.Translate(cause));
        if (known.Code == ErrorCodes.Forbidden)
            Denied.Add(field.QualifiedName);
        var error = new CodedExecutionError(known.Code!, known.Message, known.Details) { Path = path };
        error.AddLocation(Location.FromLinearPosition(document.Source, field.Ast.Location.Start));
        All.Add(error);
    }
}
