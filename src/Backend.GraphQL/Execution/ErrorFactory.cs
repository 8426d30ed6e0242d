using System.Diagnostics.CodeAnalysis;
using System.Reflection;

namespace Backend.GraphQL.Execution;

/// <summary>Makes the errors that a mutation declares of the exceptions that mean them.</summary>
internal sealed class ErrorFactory
{
    private readonly List<(Type Exception, MethodInvoker Create)> factories = [];

    public ErrorFactory(IEnumerable<Type> errorTypes)
    {
        foreach (var method in errorTypes.SelectMany(Factories))
            factories.Add((method.GetParameters()[0].ParameterType, MethodInvoker.Create(method)));
    }

    public bool TryCreate(Exception exception, [NotNullWhen(true)] out IReadOnlyList<IError>? errors)
    {
        errors = factories.Find(factory => factory.Exception.IsInstanceOfType(exception)).Create?.Invoke(null, exception) switch
        {
            IError error => [error],
            IEnumerable<IError> many => [.. many],
            _ => null,
        };
        return errors is not null;
    }

    private static IEnumerable<MethodInfo> Factories(Type errorType)
    {
        var methods = errorType.GetMethods(BindingFlags.Public | BindingFlags.Static)
            .Where(method => method.Name == "CreateErrorFrom" && method.GetParameters().Length == 1)
            .ToArray();
        return methods.Length > 0
            ? methods
            : throw new Composition.SchemaException($"Error class {errorType.FullName} needs a public static method CreateErrorFrom(TException).");
    }
}
