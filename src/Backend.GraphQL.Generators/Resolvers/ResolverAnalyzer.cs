using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Backend.GraphQL.Generators;

/// <summary>
/// Finds resolvers that wait: for a DataLoader, which breaks its batch, or by blocking their thread. The methods beside them
/// in their class, which they call, are looked at too.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ResolverAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc />
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        [ResolverDiagnostics.ForcedLoader, ResolverDiagnostics.Blocking];

    /// <inheritdoc />
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterSymbolStartAction(
            type =>
            {
                if (ResolverAttributes.IsResolverClass((INamedTypeSymbol)type.Symbol))
                    type.RegisterOperationAction(Analyze, Waiting.Operations);
            },
            SymbolKind.NamedType);
    }

    private static void Analyze(OperationAnalysisContext context)
    {
        var location = context.Operation.Syntax.GetLocation();
        if (Waiting.ForcesLoader(context.Operation))
            context.ReportDiagnostic(Diagnostic.Create(ResolverDiagnostics.ForcedLoader, location, context.ContainingSymbol.Name));
        else if (Waiting.Blocks(context.Operation) is { } member)
            context.ReportDiagnostic(Diagnostic.Create(ResolverDiagnostics.Blocking, location, context.ContainingSymbol.Name, member));
    }
}
