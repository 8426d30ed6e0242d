using System.Collections;
using System.Reflection;

namespace Backend.GraphQL.Composition;

/// <summary>Turns a coerced GraphQL value into the CLR value that a resolver takes.</summary>
/// <param name="value">A scalar's value, an enum value, a list or a dictionary of fields.</param>
/// <param name="path">Where it stands, for the error.</param>
/// <exception cref="BadUserInputException">An id is not one of the right type, or a field may not be null.</exception>
internal delegate object? InputReader(object? value, string path);

/// <summary>Makes input readers.</summary>
internal static class InputReaders
{
    private static readonly MethodInfo WrapMethod = typeof(InputReaders).GetMethod(nameof(Wrap), BindingFlags.NonPublic | BindingFlags.Static)!;
    private static readonly MethodInfo ListMethod = typeof(InputReaders).GetMethod(nameof(ToList), BindingFlags.NonPublic | BindingFlags.Static)!;

    public static InputReader Plain { get; } = (value, _) => value;

    public static InputReader Id(string? typeName) => (value, path) =>
    {
        if (value is not string text)
            return null;
        if (typeName is null ? GlobalId.TryParse(text, out _, out var id) : GlobalId.TryParse(text, typeName, out id))
            return id;
        throw new BadUserInputException($"'{path}' is not an id of {(typeName is null ? "any type" : $"type {typeName}")}.");
    };

    public static InputReader Optional(ClrTypeRef type, InputReader inner)
    {
        var clr = type is { IsNullable: true, Type.IsValueType: true } ? typeof(Nullable<>).MakeGenericType(type.Type) : type.Type;
        var wrap = WrapMethod.MakeGenericMethod(clr).CreateDelegate<Func<object?, object>>();
        return (value, path) => value is null && !type.IsNullable
            ? throw new BadUserInputException($"'{path}' may be left out, but not be null.")
            : wrap(inner(value, path));
    }

    public static InputReader List(ClrTypeRef element, InputReader inner)
    {
        var clr = element is { IsNullable: true, Type.IsValueType: true } ? typeof(Nullable<>).MakeGenericType(element.Type) : element.Type;
        var list = ListMethod.MakeGenericMethod(clr).CreateDelegate<Func<IReadOnlyList<object?>, object>>();
        return (value, path) =>
        {
            if (value is null)
                return null;
            // A single value stands for a list of one (October 2021 specification, 3.11).
            var items = value is IEnumerable many and not string and not IDictionary<string, object?> ? many.Cast<object?>() : [value];
            return list([.. items.Select((item, index) => inner(item, $"{path}[{index}]"))]);
        };
    }

    private static object Wrap<T>(object? value) => new Optional<T>((T)value!);

    private static List<T> ToList<T>(IReadOnlyList<object?> items) => [.. items.Select(item => (T)item!)];
}

/// <summary>Builds an input class from the fields that were given.</summary>
/// <param name="type">The input class.</param>
internal sealed class InputObjectReader(Type type)
{
    private readonly List<(string Name, PropertyInfo Property, InputReader Read)> fields = [];
    private readonly ConstructorInfo constructor = type.GetConstructor(Type.EmptyTypes)
        ?? type.GetConstructors().MaxBy(candidate => candidate.GetParameters().Length)
        ?? throw new SchemaException($"Input class {type.FullName} needs a public constructor.");

    public void Add(string name, PropertyInfo property, InputReader read) => fields.Add((name, property, read));

    public object? Read(object? value, string path)
    {
        if (value is not IDictionary<string, object?> given)
            return null;
        var instance = constructor.Invoke([.. constructor.GetParameters().Select(parameter => FromConstructor(parameter, given, path))]);
        foreach (var (name, property, read) in fields)
        {
            if (given.TryGetValue(name, out var field) && property.SetMethod is not null)
                property.SetValue(instance, read(field, $"{path}.{name}"));
        }

        return instance;
    }

    private object? FromConstructor(ParameterInfo parameter, IDictionary<string, object?> given, string path)
    {
        var field = fields.Find(candidate => string.Equals(candidate.Property.Name, parameter.Name, StringComparison.OrdinalIgnoreCase));
        if (field.Read is not null && given.TryGetValue(field.Name, out var value))
            return field.Read(value, $"{path}.{field.Name}");
        return parameter.HasDefaultValue ? parameter.DefaultValue
            : parameter.ParameterType.IsValueType ? Activator.CreateInstance(parameter.ParameterType) : null;
    }
}
