using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Backend.GraphQL.Generators;

/// <summary>Reads from a method's symbol how it is called.</summary>
internal static class ResolverReader
{
    private static readonly SymbolDisplayFormat Qualified = SymbolDisplayFormat.FullyQualifiedFormat
        .AddMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    public static ResolverModel Read(IMethodSymbol method, Compilation compilation, CancellationToken stop)
    {
        var isNode = ResolverAttributes.Has(method, ResolverAttributes.NodeResolver);
        var parameters = method.Parameters
            .Select((parameter, index) => Read(parameter, isNode ? index == 0 : IsParent(parameter), stop))
            .ToImmutableArray();
        return new ResolverModel(method.Name, new(parameters), ResolverResultType.Kind(method), Requires(method, isNode, compilation, stop));
    }

    private static bool IsParent(IParameterSymbol parameter) =>
        ResolverAttributes.Has(parameter, ResolverAttributes.Parent) || ResolverAttributes.Has(parameter, ResolverAttributes.EventMessage);

    private static ResolverParameter Read(IParameterSymbol parameter, bool isParent, CancellationToken stop)
    {
        // A class that another generator writes, such as a DataLoader, has only the name that the source gives it.
        var written = Mentions(parameter.Type) && parameter.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(stop) is ParameterSyntax syntax
            ? syntax.Type?.ToString()
            : null;
        return new ResolverParameter(written ?? parameter.Type.ToDisplayString(Qualified), isParent, written is not null);
    }

    private static bool Mentions(ITypeSymbol type) => type switch
    {
        IErrorTypeSymbol => true,
        INamedTypeSymbol named => named.TypeArguments.Any(Mentions),
        IArrayTypeSymbol array => Mentions(array.ElementType),
        _ => false,
    };

    private static EquatableArray<string>? Requires(IMethodSymbol method, bool isNode, Compilation compilation, CancellationToken stop)
    {
        if (isNode || method.Parameters.Any(parameter => ResolverAttributes.Has(parameter, ResolverAttributes.EventMessage)))
            return null;
        var names = new SortedSet<string>(StringComparer.Ordinal);
        // The member that the field stands for is loaded in any case.
        if (ResolverAttributes.Find(method, ResolverAttributes.BindMember)?.ConstructorArguments.FirstOrDefault().Value is string bound)
            names.Add(bound);
        foreach (var parent in method.Parameters.Where(parameter => ResolverAttributes.Has(parameter, ResolverAttributes.Parent)))
        {
            if (ParentReads.Find(parent, compilation, stop) is not { } reads)
                return null;
            names.UnionWith(reads);
        }

        return new(names.ToImmutableArray());
    }
}
