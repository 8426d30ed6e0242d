using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Backend.GraphQL.Generators;

/// <summary>Writes a DataLoader class for each method with <c>[DataLoader]</c>.</summary>
[Generator]
public sealed class DataLoaderGenerator : IIncrementalGenerator
{
    private const string AttributeName = "Backend.GraphQL.DataLoaderAttribute";

    /// <inheritdoc />
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var candidates = context.SyntaxProvider
            .ForAttributeWithMetadataName(
                AttributeName,
                static (node, _) => node is MethodDeclarationSyntax,
                static (method, _) => DataLoaderReader.Read((IMethodSymbol)method.TargetSymbol, method.Attributes[0]))
            .Collect()
            .SelectMany(static (all, _) => RejectDuplicates(all));
        context.RegisterSourceOutput(candidates, Write);
    }

    private static void Write(SourceProductionContext context, DataLoaderCandidate candidate)
    {
        foreach (var diagnostic in candidate.Diagnostics)
            context.ReportDiagnostic(diagnostic.ToDiagnostic());
        if (candidate.Model is { } model)
            context.AddSource($"{(model.Namespace is { } name ? name + "." : "")}{model.Name}.g.cs", DataLoaderWriter.Write(model));
    }

    private static ImmutableArray<DataLoaderCandidate> RejectDuplicates(ImmutableArray<DataLoaderCandidate> all)
    {
        var taken = new HashSet<(string?, string)>();
        return all.Select(candidate => candidate.Model is not { } model || taken.Add((model.Namespace, model.Name))
            ? candidate
            : new DataLoaderCandidate(null, null, new([candidate.DuplicateDiagnostic!]))).ToImmutableArray();
    }
}
