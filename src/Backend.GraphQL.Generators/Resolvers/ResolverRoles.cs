using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Backend.GraphQL.Generators;

/// <summary>Reads what its annotations make of a class.</summary>
internal static class ResolverRoles
{
    public static EquatableArray<ResolverRole> Of(INamedTypeSymbol type) => new(Find(type).ToImmutableArray());

    private static IEnumerable<ResolverRole> Find(INamedTypeSymbol type)
    {
        if (ResolverAttributes.Has(type, ResolverAttributes.QueryType))
            yield return new ResolverRole("AddQueries", null, false);
        if (ResolverAttributes.Has(type, ResolverAttributes.MutationType))
            yield return new ResolverRole("AddMutations", null, false);
        if (ResolverAttributes.Has(type, ResolverAttributes.SubscriptionType))
            yield return new ResolverRole("AddSubscriptions", null, false);
        if (ResolverAttributes.Find(type, ResolverAttributes.ObjectType) is { AttributeClass: { } extends } attribute)
        {
            yield return new ResolverRole(
                "AddExtension",
                extends.TypeArguments[0].ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat),
                attribute.NamedArguments.Any(argument => argument is { Key: "ExplicitBinding", Value.Value: true }));
        }
    }
}
