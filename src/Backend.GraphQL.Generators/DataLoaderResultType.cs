using Microsoft.CodeAnalysis;

namespace Backend.GraphQL.Generators;

/// <summary>What a DataLoader method returns, and so which kind of DataLoader it makes.</summary>
internal sealed class DataLoaderResultType
{
    private DataLoaderResultType(DataLoaderKind kind, ITypeSymbol key, ITypeSymbol value)
    {
        Kind = kind;
        Key = key;
        Value = value;
    }

    public DataLoaderKind Kind { get; }

    public ITypeSymbol Key { get; }

    public ITypeSymbol Value { get; }

    /// <summary>The kind of result, or null where the type is none of them.</summary>
    public static DataLoaderResultType? Read(ITypeSymbol type, bool paged)
    {
        if (One(type, "System.Threading.Tasks.Task<TResult>") is not { } result)
            return null;
        if (Two(result, "System.Linq.ILookup<TKey, TElement>") is { } group)
            return paged ? null : new DataLoaderResultType(DataLoaderKind.Group, group.First, group.Second);
        if ((Two(result, "System.Collections.Generic.Dictionary<TKey, TValue>")
            ?? Two(result, "System.Collections.Generic.IReadOnlyDictionary<TKey, TValue>")) is not var (key, value))
            return null;
        var node = One(value, "Backend.GraphQL.Connection<T>");
        return (paged, node) switch
        {
            (false, null) => new DataLoaderResultType(DataLoaderKind.Batch, key, value),
            (true, not null) => new DataLoaderResultType(DataLoaderKind.Page, key, node),
            // Without its arguments there is no page, and page arguments make nothing but pages.
            _ => null,
        };
    }

    /// <summary>Whether the loader satisfies the contract with nothing more than what it inherits.</summary>
    public bool CanImplement(ITypeSymbol contract) =>
        Kind != DataLoaderKind.Page
        && contract.TypeKind == TypeKind.Interface
        && contract.GetMembers().IsEmpty
        && contract.AllInterfaces.Length == 1
        && Two(contract.AllInterfaces[0], "Backend.GraphQL.IDataLoader<TKey, TValue>") is var (key, value)
        && SymbolEqualityComparer.Default.Equals(key, Key)
        && SymbolEqualityComparer.Default.Equals(Loaded(value), Value);

    /// <summary>The contract that the loader satisfies, for people.</summary>
    public string DescribeContract(SymbolDisplayFormat format) => Kind switch
    {
        DataLoaderKind.Group => $"IDataLoader<{Key.ToDisplayString(format)}, IReadOnlyList<{Value.ToDisplayString(format)}>>",
        DataLoaderKind.Batch => $"IDataLoader<{Key.ToDisplayString(format)}, {Value.ToDisplayString(format)}>",
        _ => "IDataLoader<TKey, TValue>, and a DataLoader of pages does not",
    };

    private ITypeSymbol? Loaded(ITypeSymbol value) => Kind == DataLoaderKind.Group
        ? One(value, "System.Collections.Generic.IReadOnlyList<T>")
        : value;

    private static ITypeSymbol? One(ITypeSymbol type, string definition) =>
        Is(type, definition) ? ((INamedTypeSymbol)type).TypeArguments[0] : null;

    private static (ITypeSymbol First, ITypeSymbol Second)? Two(ITypeSymbol type, string definition) =>
        Is(type, definition) && ((INamedTypeSymbol)type).TypeArguments is var both ? (both[0], both[1]) : null;

    private static bool Is(ITypeSymbol type, string definition) =>
        type is INamedTypeSymbol { IsGenericType: true } && type.OriginalDefinition.ToDisplayString() == definition;
}
