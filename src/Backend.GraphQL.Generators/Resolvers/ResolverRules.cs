using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using static Backend.GraphQL.Generators.ResolverDiagnostics;

namespace Backend.GraphQL.Generators;

/// <summary>What a method must be to be a resolver.</summary>
internal static class ResolverRules
{
    public static IEnumerable<DiagnosticInfo> Check(ResolverMethod resolver, ImmutableArray<ResolverMethod> all, Compilation compilation)
    {
        var method = resolver.Symbol;
        if (!method.IsStatic && !resolver.IsOpener)
            yield return Problem(NotStatic);
        if (!IsCallable(resolver))
            yield return Problem(NotCallable);
        if (!IsFirstOfName(method, all))
            yield return Problem(Duplicate, method.ContainingType.Name);
        if (resolver.IsOpener)
            yield break;

        foreach (var parent in method.Parameters.Where(parameter => ResolverAttributes.Has(parameter, ResolverAttributes.Parent)))
        {
            if (ParentProblem(parent, compilation) is { } owner)
                yield return Problem(WrongParent, Text(parent.Type), owner);
        }

        if (IsRootField(resolver) && !SaysWhoMayHaveIt(method) && !SaysWhoMayHaveIt(method.ContainingType))
            yield return Problem(NoAuthorization);
        if (method.Parameters.Any(parameter => ResolverAttributes.Name(parameter.Type) == "Backend.GraphQL.PageArguments")
            && !ResolverAttributes.Has(method, ResolverAttributes.UseConnection))
            yield return Problem(NoConnection);
        if (resolver.Opener is { } opener && StreamProblem(method, opener, all, compilation) is { } events)
            yield return Problem(NoStream, opener, events);
        if (ResolverResultType.IsQueryable(method))
            yield return Problem(ReturnsQuery, Text(method.ReturnType));
        if (ResolverResultType.IsTaskOfDataLoaderResult(method))
            yield return Problem(TaskOfLoader, Text(method.ReturnType));
        if (resolver.IsNodeResolver && !LoadsNode(method))
            yield return Problem(WrongNodeResolver);

        DiagnosticInfo Problem(DiagnosticDescriptor descriptor, params string[] arguments) =>
            DiagnosticInfo.Create(descriptor, method.Locations[0], [method.Name, .. arguments]);
    }

    private static string Text(ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);

    // A method that opens a stream is called by its name alone, and so need not be public.
    private static bool IsCallable(ResolverMethod resolver) => Callable.FromGeneratedCode(resolver.Symbol)
        && (resolver.IsOpener || resolver.Symbol.DeclaredAccessibility == Accessibility.Public);

    private static bool IsFirstOfName(IMethodSymbol method, ImmutableArray<ResolverMethod> all) =>
        SymbolEqualityComparer.Default.Equals(all.First(other => other.Symbol.Name == method.Name).Symbol, method);

    private static bool IsRootField(ResolverMethod resolver) => resolver.Opener is not null
        || ResolverAttributes.Has(resolver.Symbol.ContainingType, ResolverAttributes.QueryType)
        || ResolverAttributes.Has(resolver.Symbol.ContainingType, ResolverAttributes.MutationType);

    private static bool SaysWhoMayHaveIt(ISymbol symbol) =>
        ResolverAttributes.Has(symbol, ResolverAttributes.Authorize) || ResolverAttributes.Has(symbol, ResolverAttributes.AllowAnonymous);

    // What the parent is instead; null where it fits.
    private static string? ParentProblem(IParameterSymbol parent, Compilation compilation)
    {
        if (ResolverAttributes.Find(parent.ContainingSymbol.ContainingType, ResolverAttributes.ObjectType) is not { AttributeClass: { } extends })
            return "a root type, which has no object";
        var owner = extends.TypeArguments[0];
        return Fits(owner, parent.Type, compilation) ? null : $"'{Text(owner)}'";
    }

    // What the stream should be of; null where it is.
    private static string? StreamProblem(IMethodSymbol method, string opener, ImmutableArray<ResolverMethod> all, Compilation compilation)
    {
        var message = method.Parameters.FirstOrDefault(parameter => ResolverAttributes.Has(parameter, ResolverAttributes.EventMessage))?.Type;
        var events = all.FirstOrDefault(other => other.Symbol.Name == opener && other.IsOpener && other.Symbol.IsStatic) is { } found
            ? ResolverResultType.Event(found.Symbol) : null;
        return events is not null && (message is null || Fits(events, message, compilation)) ? null
            : message is null ? "its events" : $"'{Text(message)}'";
    }

    private static bool Fits(ITypeSymbol from, ITypeSymbol to, Compilation compilation) =>
        compilation.ClassifyCommonConversion(from, to) is { IsIdentity: true } or { IsImplicit: true, IsReference: true };

    private static bool LoadsNode(IMethodSymbol method) =>
        method.Parameters.FirstOrDefault() is { } id && ResolverAttributes.Name(id.Type) == "System.Guid" && ResolverResultType.IsDataLoaderResult(method.ReturnType);
}
