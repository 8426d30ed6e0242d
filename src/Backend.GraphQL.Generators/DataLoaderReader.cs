using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Backend.GraphQL.Generators;

/// <summary>Reads from a method's symbol what its DataLoader is written from, or what is wrong with it.</summary>
internal static class DataLoaderReader
{
    private static readonly SymbolDisplayFormat Qualified = SymbolDisplayFormat.FullyQualifiedFormat
        .AddMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    private static readonly SymbolDisplayFormat Short = SymbolDisplayFormat.MinimallyQualifiedFormat;

    public static DataLoaderCandidate Read(IMethodSymbol method, AttributeData attribute)
    {
        var location = method.Locations[0];
        var problems = ImmutableArray.CreateBuilder<DiagnosticInfo>();
        if (!method.IsStatic)
            Report(DataLoaderDiagnostics.NotStatic);
        if (!Callable.FromGeneratedCode(method))
            Report(DataLoaderDiagnostics.NotCallable);

        var key = (method.Parameters.FirstOrDefault()?.Type as INamedTypeSymbol) is { } first
            && Is(first, "System.Collections.Generic.IReadOnlyList<T>") ? first.TypeArguments[0] : null;
        if (key is null)
            Report(DataLoaderDiagnostics.NoKeys);
        var parameters = method.Parameters.Select((parameter, index) => ToModel(parameter, isKeys: index == 0 && key is not null)).ToImmutableArray();
        if (parameters.All(parameter => parameter.Role != ParameterRole.CancellationToken))
            Report(DataLoaderDiagnostics.NoCancellationToken);

        var paged = parameters.Any(parameter => parameter.Role == ParameterRole.Page);
        var result = DataLoaderResultType.Read(method.ReturnType, paged);
        if (result is null)
            Report(DataLoaderDiagnostics.WrongReturnType, method.ReturnType.ToDisplayString(Short));
        else if (key is not null && !SymbolEqualityComparer.Default.Equals(key, result.Key))
            Report(DataLoaderDiagnostics.KeysDiffer, key.ToDisplayString(Short), result.Key.ToDisplayString(Short));

        var contract = Argument(attribute, "Implements")?.Value as ITypeSymbol;
        if (contract is not null && result is not null && !result.CanImplement(contract))
            Report(DataLoaderDiagnostics.WrongContract, contract.ToDisplayString(Short), result.DescribeContract(Short));
        var maxBatchSize = Argument(attribute, "MaxBatchSize")?.Value as int?;
        if (maxBatchSize < 1)
            Report(DataLoaderDiagnostics.NoBatch, maxBatchSize.Value.ToString(System.Globalization.CultureInfo.InvariantCulture));

        if (problems.Count > 0)
            return new DataLoaderCandidate(null, null, new(problems.ToImmutable()));
        var name = ToName(method.Name);
        var model = new DataLoaderModel(
            method.ContainingNamespace.IsGlobalNamespace ? null : method.ContainingNamespace.ToDisplayString(),
            name,
            method.ContainingType.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat),
            method.Name,
            result!.Kind,
            key!.ToDisplayString(Qualified),
            result.Value.ToDisplayString(Qualified),
            contract?.ToDisplayString(Qualified),
            maxBatchSize,
            new(parameters));
        return new DataLoaderCandidate(model, DiagnosticInfo.Create(DataLoaderDiagnostics.Duplicate, location, method.Name, name), default);

        void Report(DiagnosticDescriptor descriptor, params string[] arguments) =>
            problems.Add(DiagnosticInfo.Create(descriptor, location, [method.Name, .. arguments]));
    }

    /// <summary><c>GetUserByIdAsync</c> gives <c>UserByIdDataLoader</c>.</summary>
    private static string ToName(string method)
    {
        if (method.EndsWith("Async", StringComparison.Ordinal) && method.Length > 5)
            method = method.Substring(0, method.Length - 5);
        if (method.StartsWith("Get", StringComparison.Ordinal) && method.Length > 3 && !char.IsLower(method[3]))
            method = method.Substring(3);
        return method + "DataLoader";
    }

    private static ParameterModel ToModel(IParameterSymbol parameter, bool isKeys)
    {
        var role = isKeys ? ParameterRole.Keys
            : Is(parameter.Type, "Backend.GraphQL.PageArguments") ? ParameterRole.Page
            : Is(parameter.Type, "System.Threading.CancellationToken") ? ParameterRole.CancellationToken
            : ParameterRole.Service;
        return new ParameterModel(
            SyntaxFacts.GetKeywordKind(parameter.Name) == SyntaxKind.None ? parameter.Name : "@" + parameter.Name,
            parameter.Type.ToDisplayString(Qualified),
            role);
    }

    private static TypedConstant? Argument(AttributeData attribute, string name) =>
        attribute.NamedArguments.Where(argument => argument.Key == name).Select(argument => (TypedConstant?)argument.Value).FirstOrDefault();

    private static bool Is(ITypeSymbol type, string name) => type.OriginalDefinition.ToDisplayString() == name;
}
