using Microsoft.CodeAnalysis;

namespace Backend.GraphQL.Generators;

/// <summary>Whether generated code, which stands in another class, can call a method, or the methods of a class.</summary>
internal static class Callable
{
    public static bool FromGeneratedCode(IMethodSymbol method)
    {
        if (method.IsGenericMethod || method.ReturnsByRef || method.ReturnsByRefReadonly
            || method.Parameters.Any(parameter => parameter.RefKind != RefKind.None))
            return false;
        return IsVisible(method) && FromGeneratedCode(method.ContainingType);
    }

    public static bool FromGeneratedCode(INamedTypeSymbol? type)
    {
        for (; type is not null; type = type.ContainingType)
        {
            if (type.IsGenericType || type.IsFileLocal || !IsVisible(type))
                return false;
        }

        return true;
    }

    private static bool IsVisible(ISymbol symbol) =>
        symbol.DeclaredAccessibility is Accessibility.Public or Accessibility.Internal or Accessibility.ProtectedOrInternal;
}
