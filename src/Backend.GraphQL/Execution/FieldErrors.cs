using GraphQL;
using GraphQLParser;
using GraphQLParser.AST;

namespace Backend.GraphQL.Execution;

/// <summary>The errors of the fields of one execution.</summary>
internal sealed class FieldErrors(ErrorTranslator translator, GraphQLDocument document)
{
    private readonly Dictionary<Exception, CodedExecutionError> translated = new(ReferenceEqualityComparer.Instance);
    private readonly ExecutionErrors errors = [];

    public int Count => errors.Count;

    public ExecutionErrors All => errors;

    /// <summary>Adds the error of a field. A cause that many fields share, as a batch that failed, is logged once.</summary>
    public void Add(Exception cause, PlanField field, IReadOnlyList<object> path)
    {
        if (!translated.TryGetValue(cause, out var known))
            translated.Add(cause, known = translator.Translate(cause));
        var error = new CodedExecutionError(known.Code!, known.Message, known.Details) { Path = path };
        error.AddLocation(Location.FromLinearPosition(document.Source, field.Ast.Location.Start));
        errors.Add(error);
    }
}
