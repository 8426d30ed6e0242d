using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Backend.GraphQL.Generators;

/// <summary>What may be wrong with a DataLoader method.</summary>
internal static class DataLoaderDiagnostics
{
    private const string Category = "Backend.GraphQL";

    public static readonly DiagnosticDescriptor NotStatic = Rule(
        "BGQL001", "A DataLoader method is static", "'{0}' must be static: a DataLoader gets what it needs as parameters");

    public static readonly DiagnosticDescriptor NoKeys = Rule(
        "BGQL002", "A DataLoader method takes its keys first", "'{0}' must take the keys first, as IReadOnlyList<TKey>");

    public static readonly DiagnosticDescriptor WrongReturn = Rule(
        "BGQL003", "A DataLoader method returns its values by key",
        "'{0}' must return Task<Dictionary<TKey, TValue>> (batch), Task<ILookup<TKey, TValue>> (group) or, with PageArguments, Task<Dictionary<TKey, Connection<TValue>>> (pages)");

    public static readonly DiagnosticDescriptor OtherKey = Rule(
        "BGQL004", "A DataLoader method returns values by the keys that it takes", "'{0}' takes keys of one type and returns values by another");

    private static DiagnosticDescriptor Rule(string id, string title, string message) =>
        new(id, title, message, Category, DiagnosticSeverity.Error, isEnabledByDefault: true);
}

/// <summary>A diagnostic in a form that incremental generation can compare.</summary>
internal sealed record Problem(DiagnosticDescriptor Rule, string Method, string File, TextSpan Span, LinePositionSpan Lines)
{
    public static Problem At(DiagnosticDescriptor rule, IMethodSymbol method)
    {
        var location = method.Locations[0];
        return new Problem(rule, method.Name, location.SourceTree?.FilePath ?? string.Empty, location.SourceSpan, location.GetLineSpan().Span);
    }

    public Diagnostic ToDiagnostic() => Diagnostic.Create(Rule, Location.Create(File, Span, Lines), Method);
}
