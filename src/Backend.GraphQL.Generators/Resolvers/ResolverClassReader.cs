using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Backend.GraphQL.Generators;

/// <summary>Reads from a class's symbol which resolvers it has, and what is wrong with them.</summary>
internal static class ResolverClassReader
{
    public static ResolverClass Read(INamedTypeSymbol type, Compilation compilation, CancellationToken stop)
    {
        var isCallable = Callable.FromGeneratedCode(type);
        var methods = isCallable ? ResolverMethods.Of(type) : [];
        var problems = ImmutableArray.CreateBuilder<DiagnosticInfo>();
        var resolvers = ImmutableArray.CreateBuilder<ResolverModel>();
        if (!isCallable)
            problems.Add(DiagnosticInfo.Create(ResolverDiagnostics.NotCallable, type.Locations[0], type.Name));
        foreach (var method in methods)
        {
            var wrong = ResolverRules.Check(method, methods, compilation).ToArray();
            problems.AddRange(wrong);
            if (wrong.Length == 0 && method.Symbol.IsStatic)
                resolvers.Add(ResolverReader.Read(method.Symbol, compilation, stop));
        }

        var nesting = type.ToDisplayString(SymbolDisplayFormat.CSharpErrorMessageFormat);
        var name = type.ContainingNamespace is { IsGlobalNamespace: false } container ? container.ToDisplayString() : null;
        return new ResolverClass(
            name,
            type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat),
            (name is null ? nesting : nesting.Substring(name.Length + 1)).Replace('.', '_') + "Binders",
            isCallable ? ResolverRoles.Of(type) : default,
            Usings.Of(type, resolvers.Any(resolver => resolver.Parameters.Any(parameter => parameter.IsAsWritten)), stop),
            new(resolvers.ToImmutable()),
            new(problems.ToImmutable()));
    }
}
