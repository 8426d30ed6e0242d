using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Backend.GraphQL.Generators;

/// <summary>Tells which operations wait.</summary>
internal static class Waiting
{
    private const string Loaded = "GraphQL.DataLoader.IDataLoaderResult";
    private const string Tasks = "System.Threading.Tasks.";

    public static ImmutableArray<OperationKind> Operations { get; } =
    [
        OperationKind.Invocation, OperationKind.PropertyReference, OperationKind.Conversion, OperationKind.Await,
        OperationKind.DeclarationPattern, OperationKind.RecursivePattern, OperationKind.TypePattern, OperationKind.IsType,
    ];

    /// <summary>
    /// Whether a DataLoader's result is asked for, or seen as the interface by which the executor asks for it.
    /// </summary>
    public static bool ForcesLoader(IOperation operation) => operation switch
    {
        IConversionOperation conversion => IsLoaded(conversion.Type),
        IRecursivePatternOperation pattern => IsLoaded(pattern.MatchedType),
        IDeclarationPatternOperation pattern => IsLoaded(pattern.MatchedType),
        ITypePatternOperation pattern => IsLoaded(pattern.MatchedType),
        IIsTypeOperation test => IsLoaded(test.TypeOperand),
        IAwaitOperation wait => ResolverResultType.IsDataLoaderResult(wait.Operation.Type),
        IInvocationOperation { TargetMethod.Name: "GetAwaiter" } call =>
            ResolverResultType.IsDataLoaderResult((call.Instance ?? call.Arguments.FirstOrDefault()?.Value)?.Type),
        // Where the receiver was converted to the interface, the conversion says it.
        IInvocationOperation { Instance: not IConversionOperation } call => IsLoaded(call.TargetMethod.ContainingType),
        _ => false,
    };

    /// <summary>The member that blocks; null where none does.</summary>
    public static string? Blocks(IOperation operation) => operation switch
    {
        IPropertyReferenceOperation { Property: { Name: "Result" } result } when IsTask(result.ContainingType) => Describe(result),
        IInvocationOperation { TargetMethod: { Name: "Wait" or "WaitAll" or "WaitAny" } wait } when IsTask(wait.ContainingType) => Describe(wait),
        IInvocationOperation { TargetMethod: { Name: "GetResult" } result } when IsAwaiter(result.ContainingType) => Describe(result),
        _ => null,
    };

    private static string Describe(ISymbol member) => $"{member.ContainingType.Name}.{member.Name}";

    private static bool IsLoaded(ITypeSymbol? type) =>
        type is not null && ResolverAttributes.Name(type.OriginalDefinition) is Loaded or Loaded + "`1";

    private static bool IsTask(ITypeSymbol type) =>
        ResolverAttributes.Name(type.OriginalDefinition) is Tasks + "Task" or Tasks + "Task`1" or Tasks + "ValueTask`1";

    private static bool IsAwaiter(ITypeSymbol type) =>
        type.AllInterfaces.Any(contract => ResolverAttributes.Name(contract) == "System.Runtime.CompilerServices.INotifyCompletion");
}
