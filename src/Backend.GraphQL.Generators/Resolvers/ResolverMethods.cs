using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Backend.GraphQL.Generators;

/// <summary>A method of an annotated class that is a resolver, or is meant to be one.</summary>
/// <param name="Symbol">The method.</param>
/// <param name="IsOpener">Whether it opens the stream of a subscription.</param>
internal sealed record ResolverMethod(IMethodSymbol Symbol, bool IsOpener)
{
    public bool IsNodeResolver { get; } = ResolverAttributes.Has(Symbol, ResolverAttributes.NodeResolver);

    /// <summary>The name of the method that opens the stream; null where the field is no subscription.</summary>
    public string? Opener { get; } = ResolverMethods.With(Symbol);
}

/// <summary>Finds the methods of an annotated class that the engine calls.</summary>
internal static class ResolverMethods
{
    private static readonly string[] Marks =
    [
        ResolverAttributes.NodeResolver, ResolverAttributes.Subscribe, ResolverAttributes.UseConnection,
        ResolverAttributes.BindMember, ResolverAttributes.Authorize, ResolverAttributes.AllowAnonymous,
    ];

    public static ImmutableArray<ResolverMethod> Of(INamedTypeSymbol type)
    {
        var methods = type.GetMembers().OfType<IMethodSymbol>()
            .Where(method => method is { MethodKind: MethodKind.Ordinary, IsImplicitlyDeclared: false, IsOverride: false }
                && !ResolverAttributes.Has(method, ResolverAttributes.Ignore)
                && !ResolverAttributes.Has(method, ResolverAttributes.DataLoader))
            .ToArray();
        var openers = new HashSet<string>(methods.Select(With).OfType<string>());
        var subscriptionsOnly = !ResolverAttributes.Classes.Any(name =>
            name != ResolverAttributes.SubscriptionType && ResolverAttributes.Has(type, name));
        return methods
            .Select(method => new ResolverMethod(method, openers.Contains(method.Name) && With(method) is null))
            .Where(method => method.IsOpener || IsField(method.Symbol, subscriptionsOnly))
            .ToImmutableArray();
    }

    public static string? With(IMethodSymbol method) => ResolverAttributes.Find(method, ResolverAttributes.Subscribe)?
        .NamedArguments.FirstOrDefault(argument => argument.Key == "With").Value.Value as string;

    // Beside subscriptions stand methods that are no fields.
    private static bool IsField(IMethodSymbol method, bool subscriptionsOnly) =>
        IsMarked(method) || (!subscriptionsOnly && method.DeclaredAccessibility == Accessibility.Public);

    private static bool IsMarked(IMethodSymbol method) => Marks.Any(mark => ResolverAttributes.Has(method, mark))
        || method.Parameters.Any(parameter => ResolverAttributes.Has(parameter, ResolverAttributes.Parent) || ResolverAttributes.Has(parameter, ResolverAttributes.EventMessage));
}
