using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Backend.GraphQL.Generators;

/// <summary>
/// Finds which properties of its parent a resolver reads, so that no more columns are loaded than that. It says so only where
/// every use of the parameter is the reading of a property: who is given the object itself may read anything of it.
/// </summary>
internal static class ParentReads
{
    /// <summary>The properties' names in their order; null where they may be any.</summary>
    public static ImmutableArray<string>? Find(IParameterSymbol parent, Compilation compilation, CancellationToken stop)
    {
        var method = (IMethodSymbol)parent.ContainingSymbol;
        if (method.PartialImplementationPart is { } implementation)
            return Find(implementation.Parameters[parent.Ordinal], compilation, stop);
        if (method.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(stop) is not MethodDeclarationSyntax declaration
            || declaration is { Body: null, ExpressionBody: null })
            return null;

        var names = new SortedSet<string>(StringComparer.Ordinal);
        var model = compilation.GetSemanticModel(declaration.SyntaxTree);
        foreach (var use in declaration.DescendantNodes().OfType<IdentifierNameSyntax>().Where(name => MayBe(name, parent, model, stop)))
        {
            if (IsInNameof(use))
                continue;
            if (IsCaptured(use, declaration) || Read(use, model, stop) is not { } name)
                return null;
            names.Add(name);
        }

        return [.. names];
    }

    // Where the compiler cannot tell what a name is, as beside code still to be generated, it may be the parameter.
    private static bool MayBe(IdentifierNameSyntax name, IParameterSymbol parent, SemanticModel model, CancellationToken stop) =>
        name.Identifier.ValueText == parent.Name
        && !(name.Parent is MemberAccessExpressionSyntax dot && dot.Name == name)
        && model.GetSymbolInfo(name, stop).Symbol is var symbol
        && (symbol is null || SymbolEqualityComparer.Default.Equals(symbol, parent));

    // nameof is a constant; it reads nothing.
    private static bool IsInNameof(SyntaxNode use) => use.Ancestors().OfType<InvocationExpressionSyntax>()
        .Any(call => call.Expression is IdentifierNameSyntax { Identifier.ValueText: "nameof" });

    private static bool IsCaptured(SyntaxNode use, SyntaxNode method) => use.Ancestors().TakeWhile(node => node != method)
        .Any(node => node is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or QueryExpressionSyntax);

    private static string? Read(ExpressionSyntax use, SemanticModel model, CancellationToken stop)
    {
        while (use.Parent is ParenthesizedExpressionSyntax or PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression })
            use = (ExpressionSyntax)use.Parent;
        var (member, access) = use.Parent switch
        {
            MemberAccessExpressionSyntax dot when dot.Expression == use => (dot.Name, dot),
            ConditionalAccessExpressionSyntax question when question.Expression == use => Bound(question),
            _ => (null, (ExpressionSyntax?)null),
        };
        return member is not null && !IsWritten(access!) && IsOwnProperty(model.GetSymbolInfo(member, stop).Symbol) ? member.Identifier.ValueText : null;
    }

    // issue?.Title?.Length: the first member after the first question mark.
    private static (SimpleNameSyntax? Member, ExpressionSyntax? Access) Bound(ConditionalAccessExpressionSyntax access) =>
        access.WhenNotNull.DescendantNodesAndSelf().OfType<MemberBindingExpressionSyntax>().FirstOrDefault() is { } bound
            ? (bound.Name, bound)
            : (null, null);

    // An extension property is a method that is given the object.
    private static bool IsOwnProperty(ISymbol? symbol) =>
        symbol is IPropertySymbol { IsStatic: false, IsIndexer: false, ContainingType.TypeKind: not TypeKind.Extension };

    private static bool IsWritten(ExpressionSyntax access) => access.Parent switch
    {
        AssignmentExpressionSyntax assignment => assignment.Left == access,
        PrefixUnaryExpressionSyntax prefix => prefix.Kind() is SyntaxKind.PreIncrementExpression or SyntaxKind.PreDecrementExpression,
        PostfixUnaryExpressionSyntax postfix => postfix.Kind() is SyntaxKind.PostIncrementExpression or SyntaxKind.PostDecrementExpression,
        ArgumentSyntax argument => !argument.RefKindKeyword.IsKind(SyntaxKind.None) || argument.Parent is TupleExpressionSyntax { Parent: AssignmentExpressionSyntax },
        RefExpressionSyntax => true,
        _ => false,
    };
}
