using GraphQLParser.AST;

namespace Backend.GraphQL.Introspection;

/// <summary>Finds questions about the schema, wherever in a document they stand and whatever they are called there.</summary>
internal static class SchemaQuestions
{
    /// <summary>Whether a document has any. Its depth was checked when it was read.</summary>
    public static bool AreIn(GraphQLDocument document) => document.Definitions.OfType<IHasSelectionSetNode>().Any(definition => AreIn(definition.SelectionSet));

    private static bool AreIn(GraphQLSelectionSet? set) => set?.Selections.Any(selection =>
        (selection is GraphQLField field && (field.Name == "__schema" || field.Name == "__type"))
        || (selection is IHasSelectionSetNode { SelectionSet: { } inner } && AreIn(inner))) == true;
}
