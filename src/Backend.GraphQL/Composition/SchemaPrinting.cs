using GraphQL;
using GraphQL.Types;
using GraphQL.Utilities;

namespace Backend.GraphQL.Composition;

/// <summary>Prints the schema as SDL.</summary>
internal static class SchemaPrinting
{
    /// <summary>The SDL: sorted, so that the same schema always gives the same bytes, with descriptions and applied directives.</summary>
    public static string PrintSorted(this ISchema schema) =>
        schema.Print(new PrintOptions { StringComparison = StringComparison.Ordinal })
            .ReplaceLineEndings("\n")
            .TrimEnd('\n') + "\n";
}
