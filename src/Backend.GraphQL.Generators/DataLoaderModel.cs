using Microsoft.CodeAnalysis;

namespace Backend.GraphQL.Generators;

internal enum DataLoaderKind
{
    Batch,
    Group,
    Page,
}

/// <summary>What the method's class is made of: only texts, so that an unchanged method is not generated anew.</summary>
/// <param name="Namespace">The method's namespace.</param>
/// <param name="ClassName">The DataLoader's name.</param>
/// <param name="Kind">Batch, group or pages.</param>
/// <param name="Key">The key's type.</param>
/// <param name="Value">The value's type: of one value, in a group or on a page.</param>
/// <param name="Implements">The contract; null for none.</param>
/// <param name="MaxBatchSize">The most keys at once; null for the default.</param>
/// <param name="Method">The method, fully qualified.</param>
/// <param name="Services">The services, as constructor parameters joined by a line break.</param>
/// <param name="Arguments">The arguments of the call.</param>
internal sealed record DataLoaderModel(
    string Namespace, string ClassName, DataLoaderKind Kind, string Key, string Value, string? Implements, int? MaxBatchSize,
    string Method, string Services, string Arguments)
{
    private static readonly SymbolDisplayFormat Format = SymbolDisplayFormat.FullyQualifiedFormat
        .AddMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    public static (DataLoaderModel? Model, Problem? Problem) Create(IMethodSymbol method, AttributeData attribute)
    {
        if (!method.IsStatic)
            return (null, Problem.At(DataLoaderDiagnostics.NotStatic, method));
        if (method.Parameters.Length == 0 || KeyOf(method.Parameters[0].Type) is not { } key)
            return (null, Problem.At(DataLoaderDiagnostics.NoKeys, method));
        var paged = method.Parameters.Any(IsPage);
        if (ValueOf(method.ReturnType, paged) is not var (kind, returnedKey, value))
            return (null, Problem.At(DataLoaderDiagnostics.WrongReturn, method));
        if (!SymbolEqualityComparer.Default.Equals(key, returnedKey))
            return (null, Problem.At(DataLoaderDiagnostics.OtherKey, method));
        var services = method.Parameters.Skip(1).Where(parameter => !IsPage(parameter) && !IsCancellation(parameter));
        return (new DataLoaderModel(
            method.ContainingNamespace.ToDisplayString(),
            Name(method.Name),
            kind,
            key.ToDisplayString(Format),
            value.ToDisplayString(Format),
            (Argument(attribute, "Implements") as INamedTypeSymbol)?.ToDisplayString(Format),
            Argument(attribute, "MaxBatchSize") as int?,
            $"{method.ContainingType.ToDisplayString(Format)}.{method.Name}",
            string.Join(", ", services.Select(service => $"{service.Type.ToDisplayString(Format)} {service.Name}")),
            string.Join(", ", method.Parameters.Select((parameter, index) =>
                index == 0 ? "keys" : IsPage(parameter) ? "page" : IsCancellation(parameter) ? "cancellationToken" : parameter.Name))), null);
    }

    private static object? Argument(AttributeData attribute, string name) =>
        attribute.NamedArguments.FirstOrDefault(argument => argument.Key == name).Value.Value;

    private static string Name(string method)
    {
        var name = method.StartsWith("Get", System.StringComparison.Ordinal) ? method.Substring(3) : method;
        return (name.EndsWith("Async", System.StringComparison.Ordinal) ? name.Substring(0, name.Length - 5) : name) + "DataLoader";
    }

    private static bool IsPage(IParameterSymbol parameter) => parameter.Type.ToDisplayString() == "Backend.GraphQL.PageArguments";

    private static bool IsCancellation(IParameterSymbol parameter) => parameter.Type.ToDisplayString() == "System.Threading.CancellationToken";

    private static ITypeSymbol? KeyOf(ITypeSymbol type) =>
        type is INamedTypeSymbol { Name: "IReadOnlyList", TypeArguments.Length: 1 } list ? list.TypeArguments[0] : null;

    private static (DataLoaderKind Kind, ITypeSymbol Key, ITypeSymbol Value)? ValueOf(ITypeSymbol type, bool paged)
    {
        if (type is not INamedTypeSymbol { Name: "Task", TypeArguments.Length: 1 } task
            || task.TypeArguments[0] is not INamedTypeSymbol { TypeArguments.Length: 2 } values)
        {
            return null;
        }

        var (key, value) = (values.TypeArguments[0], values.TypeArguments[1]);
        if (values.Name == "ILookup" && !paged)
            return (DataLoaderKind.Group, key, value);
        if (values.Name is not ("Dictionary" or "IReadOnlyDictionary"))
            return null;
        if (!paged)
            return (DataLoaderKind.Batch, key, value);
        return value is INamedTypeSymbol { Name: "Connection", TypeArguments.Length: 1 } page
            ? (DataLoaderKind.Page, key, page.TypeArguments[0])
            : null;
    }
}
