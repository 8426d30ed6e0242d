using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Backend.GraphQL.Generators;

/// <summary>Writes, for each class with resolvers, the code that calls them, and the table by which the engine finds it.</summary>
[Generator]
public sealed class ResolverGenerator : IIncrementalGenerator
{
    /// <inheritdoc />
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var classes = ResolverAttributes.Classes
            .Select(attribute => context.SyntaxProvider
                .ForAttributeWithMetadataName(
                    attribute,
                    static (node, _) => node is TypeDeclarationSyntax,
                    static (type, stop) => ResolverClassReader.Read((INamedTypeSymbol)type.TargetSymbol, type.SemanticModel.Compilation, stop))
                .Collect())
            .Aggregate((left, right) => left.Combine(right).Select(static (both, _) => both.Left.AddRange(both.Right)))
            // A class may be of two kinds at once; its resolvers are written once.
            .SelectMany(static (all, _) => all.Distinct());
        context.RegisterSourceOutput(classes, Write);

        var table = classes.Select(static (type, _) => type with { Diagnostics = default }).Collect()
            .Combine(context.CompilationProvider.Select(static (compilation, _) =>
                compilation.GetTypeByMetadataName(ResolverTableWriter.Base) is null ? null : compilation.AssemblyName ?? ""));
        context.RegisterSourceOutput(table, static (output, all) => WriteTable(output, all.Left, all.Right));
    }

    private static void Write(SourceProductionContext context, ResolverClass type)
    {
        foreach (var diagnostic in type.Diagnostics)
            context.ReportDiagnostic(diagnostic.ToDiagnostic());
        if (type.Resolvers.Count > 0)
            context.AddSource($"{(type.Namespace is { } name ? name + "." : "")}{type.Binders}.g.cs", ResolverWriter.Write(type));
    }

    // An assembly without resolvers has a table too: that there is none says that the generator did not run.
    private static void WriteTable(SourceProductionContext context, ImmutableArray<ResolverClass> classes, string? assembly)
    {
        if (assembly is not null)
            context.AddSource("Resolvers.g.cs", ResolverTableWriter.Write(classes.OrderBy(type => type.Type, StringComparer.Ordinal), assembly));
    }
}
