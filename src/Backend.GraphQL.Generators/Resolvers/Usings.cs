using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Backend.GraphQL.Generators;

/// <summary>The using directives under which a class's source names its types.</summary>
/// <param name="File">Those of the file.</param>
/// <param name="Namespace">Those within the namespace.</param>
internal sealed record Usings(EquatableArray<string> File, EquatableArray<string> Namespace)
{
    public static Usings None { get; } = new(default, default);

    public static Usings Of(INamedTypeSymbol type, bool needed, CancellationToken stop)
    {
        if (!needed)
            return None;
        var declarations = type.DeclaringSyntaxReferences.Select(reference => reference.GetSyntax(stop)).ToArray();
        return new Usings(
            Texts(declarations.SelectMany(declaration => declaration.Ancestors().OfType<CompilationUnitSyntax>().SelectMany(file => file.Usings))),
            Texts(declarations.SelectMany(declaration => declaration.Ancestors().OfType<BaseNamespaceDeclarationSyntax>().SelectMany(container => container.Usings))));
    }

    private static EquatableArray<string> Texts(IEnumerable<UsingDirectiveSyntax> usings) => new(usings
        .Where(directive => directive.GlobalKeyword.IsKind(SyntaxKind.None))
        .Select(directive => directive.NormalizeWhitespace().ToString())
        .Distinct()
        .ToImmutableArray());
}
