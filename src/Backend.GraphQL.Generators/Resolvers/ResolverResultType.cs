using Microsoft.CodeAnalysis;

namespace Backend.GraphQL.Generators;

/// <summary>What a resolver gives back, and which types it must not.</summary>
internal static class ResolverResultType
{
    private const string DataLoaderResult = "Backend.GraphQL.DataLoaderResult`1";
    private const string AsyncEnumerable = "System.Collections.Generic.IAsyncEnumerable`1";

    public static ResolverResultKind Kind(IMethodSymbol method) => ResolverAttributes.Name(method.ReturnType) switch
    {
        _ when method.ReturnsVoid => ResolverResultKind.Nothing,
        "System.Threading.Tasks.Task`1" or "System.Threading.Tasks.ValueTask`1" => ResolverResultKind.TaskOfValue,
        "System.Threading.Tasks.Task" or "System.Threading.Tasks.ValueTask" => ResolverResultKind.Task,
        AsyncEnumerable => ResolverResultKind.Stream,
        _ => ResolverResultKind.Value,
    };

    /// <summary>The type of a stream's events; null where the method opens none.</summary>
    public static ITypeSymbol? Event(IMethodSymbol method) =>
        Kind(method) == ResolverResultKind.Stream ? ((INamedTypeSymbol)method.ReturnType).TypeArguments[0] : null;

    public static bool IsDataLoaderResult(ITypeSymbol? type) => type is not null && ResolverAttributes.Name(type.OriginalDefinition) == DataLoaderResult;

    public static bool IsTaskOfDataLoaderResult(IMethodSymbol method) =>
        Kind(method) == ResolverResultKind.TaskOfValue && IsDataLoaderResult(Value(method));

    public static bool IsQueryable(IMethodSymbol method) => Value(method) is var value
        && value.AllInterfaces.Append(value as INamedTypeSymbol).Any(type => type is not null && ResolverAttributes.Name(type) == "System.Linq.IQueryable");

    private static ITypeSymbol Value(IMethodSymbol method) =>
        Kind(method) == ResolverResultKind.TaskOfValue ? ((INamedTypeSymbol)method.ReturnType).TypeArguments[0] : method.ReturnType;
}
