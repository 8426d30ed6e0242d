using Microsoft.CodeAnalysis;

namespace Backend.GraphQL.Generators;

/// <summary>What the generator says where a method cannot become a DataLoader.</summary>
internal static class DataLoaderDiagnostics
{
    public static readonly DiagnosticDescriptor NotStatic = Error(
        "BGQL001",
        "A DataLoader method is static",
        "'{0}' must be static: the generated DataLoader has no instance to call it on");

    public static readonly DiagnosticDescriptor WrongReturnType = Error(
        "BGQL002",
        "A DataLoader method returns a dictionary, a lookup or a page for each key",
        "'{0}' returns '{1}'; return Task<Dictionary<TKey, TValue>> for one value per key, Task<ILookup<TKey, TValue>> for "
        + "many, or, with a PageArguments parameter, Task<Dictionary<TKey, Connection<TValue>>> for a page of them");

    public static readonly DiagnosticDescriptor NoKeys = Error(
        "BGQL003",
        "A DataLoader method takes the keys first",
        "The first parameter of '{0}' must be IReadOnlyList<TKey>, the keys to load");

    public static readonly DiagnosticDescriptor NoCancellationToken = Error(
        "BGQL004",
        "A DataLoader method takes a CancellationToken",
        "'{0}' must take a CancellationToken, so that an abandoned request ends its statements");

    public static readonly DiagnosticDescriptor KeysDiffer = Error(
        "BGQL005",
        "A DataLoader method returns values under the keys it takes",
        "'{0}' takes keys of type '{1}' and returns values under keys of type '{2}'; the two must be the same");

    public static readonly DiagnosticDescriptor WrongContract = Error(
        "BGQL006",
        "A DataLoader implements a contract for its own keys and values",
        "'{0}' cannot implement '{1}': it must be an interface without members of its own that extends {2}");

    public static readonly DiagnosticDescriptor NotCallable = Error(
        "BGQL007",
        "A DataLoader method can be called from the generated class",
        "'{0}' must be internal or public, not generic, in a class that is neither private nor generic, and without ref, in "
        + "or out parameters: a class beside it calls it");

    public static readonly DiagnosticDescriptor Duplicate = Error(
        "BGQL008",
        "DataLoaders of a namespace have distinct names",
        "'{0}' gives a second '{1}' in this namespace; rename one of the methods");

    public static readonly DiagnosticDescriptor NoBatch = Error(
        "BGQL009",
        "A DataLoader fetches at least one key at a time",
        "MaxBatchSize of '{0}' is {1}; it must be 1 or more");

    private static DiagnosticDescriptor Error(string id, string title, string message) =>
        new(id, title, message, "DataLoader", DiagnosticSeverity.Error, isEnabledByDefault: true);
}
