using Microsoft.CodeAnalysis;

namespace Backend.GraphQL.Generators;

/// <summary>
/// Turns each static method with <c>[DataLoader]</c> into a DataLoader class that calls it, so that a module writes the
/// query and nothing else.
/// </summary>
[Generator]
public sealed class DataLoaderGenerator : IIncrementalGenerator
{
    private const string AttributeName = "Backend.GraphQL.DataLoaderAttribute";

    /// <inheritdoc />
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var methods = context.SyntaxProvider.ForAttributeWithMetadataName(
            AttributeName,
            static (_, _) => true,
            static (attributed, _) => DataLoaderModel.Create((IMethodSymbol)attributed.TargetSymbol, attributed.Attributes[0]));
        context.RegisterSourceOutput(methods, static (output, result) =>
        {
            if (result.Problem is { } problem)
                output.ReportDiagnostic(problem.ToDiagnostic());
            if (result.Model is { } model)
                output.AddSource($"{model.Namespace}.{model.ClassName}.g.cs", DataLoaderSource.Write(model));
        });
    }
}
